import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { outsideArchive } from '../shared/archive.js';
import { bundleFile } from '../shared/bundles.js';
import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';

/** Limits of a process, from the moment on that it is watched. */
export interface ProcessLimits {
  readonly deadlineMs: number;
  /** Growth of its memory. */
  readonly memoryBytes: number;
}

/** Checking a known model takes a second and 100 MiB; both limits leave room on slow and busy machines. */
export const CHECK_LIMITS: ProcessLimits = { deadlineMs: 6_000, memoryBytes: 350 * 2 ** 20 };

/**
 * Sentence about a model whose process was killed while it was tried.
 *
 * @param file its path, where that is known
 */
export const checkDied = (file?: string): UserError =>
  new UserError(
    words('store.checkDied', {
      file: file ?? words('store.thisModel'),
      seconds: CHECK_LIMITS.deadlineMs / 1000,
      mebibytes: CHECK_LIMITS.memoryBytes / 2 ** 20,
    }),
  );

/**
 * Runs `work` in a process that is killed when it goes beyond `limits`, whatever it is doing. Only for a process
 * that does nothing else.
 */
export async function watched<T>(limits: ProcessLimits, work: () => Promise<T>): Promise<T> {
  const folder = outsideArchive(dirname(fileURLToPath(import.meta.url)));
  const watch = new Worker(join(folder, bundleFile('watch-thread')), { workerData: limits });
  await new Promise<void>((done, fail) => watch.once('online', done).once('error', fail));
  try {
    return await work();
  } finally {
    await watch.terminate();
  }
}
