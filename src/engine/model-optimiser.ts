/** A thread that optimises one graph into a file, so that opening it holds up nobody. See model-loader.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '../shared/user-error.js';
import { openSession } from './enhancer/session.js';
import type { OptimiserData } from './model-loader.js';

const { file, optimisedFile } = workerData as OptimiserData;

openSession(file, { optimisedFile })
  .then((session) => session.release())
  .then(
    () => parentPort?.postMessage(null),
    (error: unknown) => parentPort?.postMessage(messageOf(error)),
  );
