/** Entry of a job's process: runs the one job that it is told, and says what came of it. */
import { UserError, wordsOf } from '../../shared/user-error.js';
import { jobs, type JobContext } from './jobs.js';
import type { FromJob, JobName, ToJob } from './protocol.js';

const port = process.parentPort;
const abort = new AbortController();

const tell = (message: FromJob): void => port.postMessage(message);

const context: JobContext = {
  signal: abort.signal,
  onProgress: (progress) => tell({ type: 'progress', progress }),
};

async function run(name: JobName, args: readonly unknown[]): Promise<void> {
  const job = jobs[name] as (context: JobContext, ...args: readonly unknown[]) => Promise<unknown>;
  try {
    tell({ type: 'done', result: { ok: true, value: await job(context, ...args) } });
  } catch (error) {
    const expected = error instanceof UserError;
    const stack = expected || !(error instanceof Error) ? undefined : error.stack;
    tell({ type: 'done', result: { ok: false, words: wordsOf(error), expected }, stack });
  }
}

port.on('message', ({ data }: { data: ToJob }) => {
  if (data.type === 'abort') abort.abort();
  else void run(data.name, data.args);
});
