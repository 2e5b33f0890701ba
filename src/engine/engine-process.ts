/**
 * The engine process: passes messages between the supervisor and the audio thread, and can be killed. Runs
 * under child_process.fork as well as in Electron's utilityProcess.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import { bundleFile } from '../shared/bundles.js';
import type { FromEngine, ToEngine } from '../shared/engine-messages.js';
import { makeProcessPrivate } from '../shared/private-environment.js';
import { wordsOf } from '../shared/user-error.js';
import { raiseByRight } from './priority.js';
import { words } from '../words/words.js';

/** Members that utilityProcess adds to `process`. */
interface ParentPort {
  postMessage(message: FromEngine): void;
  on(event: 'message', listener: (event: { data: ToEngine }) => void): void;
}
const { parentPort } = process as unknown as { parentPort?: ParentPort };

function send(message: FromEngine): void {
  if (parentPort) parentPort.postMessage(message);
  else process.send?.(message, (error: Error | null) => error && die());
}

/** The only way to end that can't hang: streams of a dead sound server block every other one. */
function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** Time for a last message to get out. */
const LAST_WORDS_MS = 20;

makeProcessPrivate();
// Threads inherit the priority, so it is raised before the audio thread and the thread pool start.
raiseByRight();
const worker = new Worker(join(dirname(fileURLToPath(import.meta.url)), bundleFile('audio-thread')), {
  // libpulse reads which device to open from the process's real environment.
  env: SHARE_ENV,
});

worker.on('message', (message: FromEngine) => {
  send(message);
  if (message.type === 'lost' || message.type === 'stopped') setTimeout(die, LAST_WORDS_MS);
});
worker.on('error', (error) => {
  send({ type: 'lost', words: words('engine.audioThreadFailed', { reason: wordsOf(error) }), isFault: true });
  setTimeout(die, LAST_WORDS_MS);
});

const receive = (message: ToEngine): void => worker.postMessage(message);
if (parentPort) parentPort.on('message', ({ data }) => receive(data));
else process.on('message', (message) => receive(message as ToEngine)).on('disconnect', die);
// Ctrl-C in a terminal reaches every process; the supervisor decides when this one ends.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
