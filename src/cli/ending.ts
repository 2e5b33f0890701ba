import { messageOf, UserError } from '../shared/user-error.js';
import { inEnglish } from '../words/say.js';
import { words } from '../words/words.js';

/** Exit codes: 0 done, 1 a mistake or state that the user can mend, 2 wrong usage, 70 a fault of ours. */
export const EXIT_USER_ERROR = 1;
export const EXIT_USAGE = 2;
export const EXIT_FAULT = 70;

/** A clean-up may not keep the process from ending for longer, ms. */
const CLEAN_UP_MS = 2000;

type CleanUp = () => void | Promise<void>;

const cleanUps = new Set<CleanUp>();
let isEnding = false;

/**
 * Registers what must be done before the process ends in a way that nobody planned: a signal, a fault, or a reader
 * of the output that goes away.
 *
 * @returns takes the clean-up back
 */
export function onExit(cleanUp: CleanUp): () => void {
  cleanUps.add(cleanUp);
  return () => void cleanUps.delete(cleanUp);
}

/** Runs every clean-up once, then exits. Further calls meanwhile do nothing. */
export async function endProcess(code: number): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  const deadline = new Promise<void>((done) => setTimeout(done, CLEAN_UP_MS));
  const all = Promise.allSettled([...cleanUps].map(async (cleanUp) => cleanUp()));
  await Promise.race([all, deadline]);
  process.exit(code);
}

/** Says a fault of the program on standard error, with where it happened. */
export function reportFault(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
  process.stderr.write(`stillmic: a fault of the program, please report it:\n${stack}\n`);
}

/** Signals that ask the process to end, and the exit codes by which shells know them. */
const SIGNALS = {
  // On Windows the console was closed, which ends the process ten seconds later.
  SIGHUP: 129,
  SIGINT: 130,
  SIGTERM: 143,
  // Ctrl-Break on Windows; other systems send none.
  SIGBREAK: 149,
} as const;

/** Why a process should end before its work is done. */
export type UnplannedEnd =
  | { readonly kind: 'signal'; readonly signal: keyof typeof SIGNALS }
  /** Whoever read standard output has seen enough, as after “| head”. */
  | { readonly kind: 'reader-gone' }
  | { readonly kind: 'output-failed'; readonly error: UserError }
  /** Standard error takes no more: nobody is left to be told. */
  | { readonly kind: 'messages-gone' }
  | { readonly kind: 'fault'; readonly error: unknown };

/** @returns whether it sees to the end itself */
type EndHandler = (end: UnplannedEnd) => boolean;

let endHandler: EndHandler | null = null;

/**
 * Lets a command that has its own way to end take unplanned ends.
 *
 * @returns gives them back
 */
export function handleEnds(handler: EndHandler): () => void {
  endHandler = handler;
  return () => {
    if (endHandler === handler) endHandler = null;
  };
}

/** Lets a command stop in its own way at the first signal; the next one ends the process at once. */
export function onFirstSignal(stop: () => void): () => void {
  const giveBack = handleEnds(({ kind }) => {
    if (kind !== 'signal') return false;
    giveBack();
    stop();
    return true;
  });
  return giveBack;
}

function end(reason: UnplannedEnd): void {
  if (endHandler?.(reason)) return;
  switch (reason.kind) {
    case 'signal':
      return void endProcess(SIGNALS[reason.signal]);
    case 'reader-gone':
      return void endProcess(0);
    case 'output-failed':
      process.stderr.write(`stillmic: ${inEnglish(reason.error.words)}\n`);
      return void endProcess(EXIT_USER_ERROR);
    case 'messages-gone':
      return void endProcess(EXIT_USER_ERROR);
    case 'fault':
      reportFault(reason.error);
      return void endProcess(EXIT_FAULT);
  }
}

/** Makes every unplanned end a clean one: signals, faults, and outputs that take no more. */
export function watchForEnds(): void {
  for (const signal of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[])
    process.on(signal, () => end({ kind: 'signal', signal }));
  const onFault = (error: unknown) => end({ kind: 'fault', error });
  process.on('uncaughtException', onFault).on('unhandledRejection', onFault);
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return end({ kind: 'reader-gone' });
    end({
      kind: 'output-failed',
      error: new UserError(words('live.outputFailed', { reason: message })),
    });
  });
  process.stderr.on('error', () => end({ kind: 'messages-gone' }));
}
