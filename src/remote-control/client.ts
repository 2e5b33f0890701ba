import { createConnection, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { UserError } from '../shared/user-error.js';
import { plainWords, words } from '../words/words.js';
import type { HeldKey } from '../shared/mode.js';
import { requirePrivateFolder } from './address.js';
import { LineReader } from './line-reader.js';
import type { ControlAnswer, ControlRequest, ControlStatus } from './protocol.js';

/** A Stillmic that hangs must not hang who asks it. Switching on waits for sound, so it takes a while. */
const ANSWER_LIMIT_MS = 15_000;
/** A status with a hundred listening apps fits; what is longer does not come from Stillmic. */
const MAX_ANSWER_BYTES = 256 * 1024;

/** No Stillmic runs that could be controlled. */
export class NothingRunsError extends UserError {
  override readonly name = 'NothingRunsError';

  constructor() {
    super(words('remoteControl.nothingRuns'));
  }
}

/**
 * Asks the running Stillmic for one thing.
 *
 * @param address of `controlAddress`
 * @returns the status after it was done
 * @throws NothingRunsError when no Stillmic runs; UserError with its sentence when it refuses
 */
export async function control(address: string, request: ControlRequest): Promise<ControlStatus> {
  for await (const status of answers(address, [request], ANSWER_LIMIT_MS)) return status;
  throw new UserError(words('remoteControl.noAnswer'));
}

/**
 * Holds a key until `letGo` is aborted or somebody else lets go of it.
 *
 * @returns resolves when the key is no longer held by this program
 * @throws NothingRunsError when no Stillmic runs; UserError with its sentence when it refuses
 */
export async function holdKey(
  address: string,
  key: HeldKey,
  { onHeld, letGo }: { onHeld(status: ControlStatus): void; readonly letGo: AbortSignal },
): Promise<void> {
  let isHeld = false;
  const requests: ControlRequest[] = [{ command: key, held: true }, { command: 'watch' }];
  const last = { request: { command: key, held: false }, when: letGo } as const;
  for await (const status of answers(address, requests, null, last)) {
    if (letGo.aborted || (isHeld && status.held !== key)) return;
    if (!isHeld) onHeld(status);
    isHeld = true;
  }
}

/**
 * The status of the running Stillmic, now and after each change, until it ends.
 *
 * @throws NothingRunsError when no Stillmic runs
 */
export const watchStatus = (address: string): AsyncIterable<ControlStatus> =>
  answers(address, [{ command: 'watch' }], null);

async function* answers(
  address: string,
  requests: readonly ControlRequest[],
  limitMs: number | null,
  last?: { readonly request: ControlRequest; readonly when: AbortSignal },
): AsyncGenerator<ControlStatus> {
  const socket = await connect(address);
  if (limitMs !== null)
    socket.setTimeout(limitMs, () => socket.destroy(new UserError(words('remoteControl.noAnswer'))));
  const reader = new LineReader(MAX_ANSWER_BYTES);
  const ask = (request: ControlRequest): void => void socket.write(`${JSON.stringify(request)}\n`);
  const askLast = (): void => last && ask(last.request);
  requests.forEach(ask);
  last?.when.addEventListener('abort', askLast, { once: true });
  try {
    for await (const chunk of socket) {
      const lines = reader.push(chunk as Buffer);
      if (!lines) throw new UserError(words('remoteControl.noAnswer'));
      for (const line of lines) {
        const answer = JSON.parse(line) as ControlAnswer;
        if (!answer.ok) throw new UserError(plainWords(answer.message));
        yield answer.status;
      }
    }
  } finally {
    last?.when.removeEventListener('abort', askLast);
    socket.destroy();
  }
}

async function connect(address: string): Promise<Socket> {
  const socket = createConnection(address);
  try {
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTDIR') throw new NothingRunsError();
    throw error;
  }
  // Words that were typed must not reach a socket that somebody else put there.
  if (process.platform !== 'win32') requirePrivateFolder(dirname(address));
  return socket;
}
