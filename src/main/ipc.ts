import { ipcMain, type WebFrameMain } from 'electron';
import type { CallChannel, Calls } from '../shared/ipc.js';
import { callArguments } from '../shared/ipc-arguments.js';
import type { Failure, Result } from '../shared/result.js';
import { UserError, wordsOf } from '../shared/user-error.js';
import { log } from './log.js';

type Handler<C extends CallChannel> = (
  ...args: Parameters<Calls[C]>
) => ReturnType<Calls[C]> | Promise<ReturnType<Calls[C]>>;

/** A handler for every channel; a forgotten one doesn't compile. */
export type Handlers = { readonly [C in CallChannel]: Handler<C> };

/** The handlers whose channels start with `Area:`. */
export type HandlersOf<Area extends string> = {
  readonly [C in CallChannel as C extends `${Area}:${string}` ? C : never]: Handler<C>;
};

/** Words of ours go to the window as they are; anything else is logged, and is our fault. */
export function failureOf(error: unknown, where: string): Failure {
  if (error instanceof UserError) return { words: error.words, expected: true };
  log.error(where, error);
  return { words: wordsOf(error), expected: false };
}

function handle<C extends CallChannel>(
  channel: C,
  handler: Handler<C>,
  isTrusted: (frame: WebFrameMain | null) => boolean,
): void {
  ipcMain.handle(channel, async (event, ...args): Promise<Result<ReturnType<Calls[C]>>> => {
    try {
      if (!isTrusted(event.senderFrame)) throw new Error('Only the app’s own window may call.');
      const checked = callArguments[channel].safeParse(args);
      if (!checked.success) throw new Error(`Wrong arguments: ${checked.error.message}`);
      return { ok: true, value: await handler(...(checked.data as Parameters<Calls[C]>)) };
    } catch (error) {
      return { ok: false, ...failureOf(error, `call of ${channel}`) };
    }
  });
}

/**
 * Answers the window's calls: the sender is checked, then the arguments. The only file that uses ipcMain.
 *
 * @param isTrusted whether a frame is the app's own window
 */
export function setUpIpc(handlers: Handlers, isTrusted: (frame: WebFrameMain | null) => boolean): void {
  for (const channel of Object.keys(handlers) as CallChannel[])
    handle(channel, handlers[channel] as Handler<typeof channel>, isTrusted);
}
