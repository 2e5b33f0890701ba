import { readFileSync, readlinkSync } from 'node:fs';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { raisePriority } from '../../src/engine/priority.js';

/** Prints as JSON what a worker thread reached, with its nice level and that of the main thread afterwards. */
const niceOf = (thread: string): number => {
  const stat = readFileSync(`/proc/${thread}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
};

if (isMainThread) {
  new Worker(__filename).on('message', (reached: object) =>
    console.log(JSON.stringify({ ...reached, mainNice: niceOf(`self/task/${process.pid}`) })),
  );
} else {
  void raisePriority().then((priority) =>
    parentPort?.postMessage({ ...priority, nice: niceOf(readlinkSync('/proc/thread-self')) }),
  );
}
