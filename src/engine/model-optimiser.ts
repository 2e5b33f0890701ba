/** A thread that optimises one graph into a file, so that opening it does not block the audio thread. See model-loader.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { wordsOf } from '../shared/user-error.js';
import { openSession } from '../enhancer/session.js';
import type { OptimiserData, OptimiserResult } from './model-loader.js';

const { file, optimisedFile } = workerData as OptimiserData;

/** Optimises the graph, and then opens it as it will be opened. @returns how long that took, seconds */
async function optimise(): Promise<number> {
  const original = await openSession(file, { optimisedFile });
  await original.release();
  const start = performance.now();
  const optimised = await openSession(optimisedFile, { alreadyOptimised: true });
  const seconds = (performance.now() - start) / 1000;
  await optimised.release();
  return seconds;
}

optimise().then(
  (openingSeconds) => parentPort?.postMessage({ openingSeconds } satisfies OptimiserResult),
  (error: unknown) => parentPort?.postMessage({ problem: wordsOf(error) } satisfies OptimiserResult),
);
