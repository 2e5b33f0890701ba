import { readFileSync, readlinkSync } from 'node:fs';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { raisePriority } from '../../src/engine/priority.js';

/** Prints as JSON what a worker thread reached, with its nice level and that of the main thread afterwards. */
const niceOf = (thread: string): number => {
  const stat = readFileSync(`/proc/${thread}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
};

/** Nice level of this process's session; null without autogroups. */
function niceOfSession(): number | null {
  try {
    return Number(/nice (-?\d+)/.exec(readFileSync('/proc/self/autogroup', 'utf8'))?.[1] ?? NaN);
  } catch {
    return null;
  }
}

if (isMainThread) {
  new Worker(__filename).on('message', (reached: object) =>
    console.log(
      JSON.stringify({
        ...reached,
        mainNice: niceOf(`self/task/${process.pid}`),
        sessionNice: niceOfSession(),
      }),
    ),
  );
} else {
  void raisePriority().then((priority) =>
    parentPort?.postMessage({ ...priority, nice: niceOf(readlinkSync('/proc/thread-self')) }),
  );
}
