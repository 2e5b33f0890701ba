import { utilityProcess } from 'electron';
import { join } from 'node:path';
import { bundleFile } from '../../shared/bundles.js';
import { checkDied } from '../../models/watched.js';
import { privateEnvironment } from '../../shared/private-environment.js';
import { UserError } from '../../shared/user-error.js';
import { killHard } from '../kill-hard.js';
import { log } from '../log.js';
import type { FromJob, JobName, JobProgress, Jobs, ToJob } from './protocol.js';
import { inEnglish } from '../../words/say.js';
import { words } from '../../words/words.js';

/** How a job is watched and ended. */
export interface RunOptions {
  /** Asks the job to end; it rejects then. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: JobProgress) => void) | undefined;
  /** Variables for its process alone. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** Jobs that are killed when the model that they try takes too much. */
const TRIES_MODELS: readonly JobName[] = ['import', 'verify', 'benchmark', 'download'];

/** A job that doesn't end this soon after it was asked to is killed, ms. */
const ABORT_LIMIT_MS = 3000;

/**
 * Runs a job in a process of its own, which ends with it: its memory is free again, and a crash costs no more
 * than the job.
 *
 * @throws UserError for what the job found wrong; Error when its process died
 */
export function runJob<N extends JobName>(
  name: N,
  args: Parameters<Jobs[N]>,
  { signal, onProgress, env }: RunOptions = {},
): Promise<ReturnType<Jobs[N]>> {
  return new Promise((resolve, reject) => {
    const child = utilityProcess.fork(join(__dirname, bundleFile('job-process')), [], {
      env: { ...privateEnvironment(), ...env } as Record<string, string>,
      serviceName: `Stillmic ${name}`,
    });
    let killTimer: NodeJS.Timeout | undefined;
    const send = (message: ToJob): void => child.postMessage(message);
    const abort = (): void => {
      send({ type: 'abort' });
      killTimer = setTimeout(() => killHard(child.pid), ABORT_LIMIT_MS);
    };
    child.once('spawn', () => {
      send({ type: 'run', name, args });
      if (signal?.aborted) abort();
      signal?.addEventListener('abort', abort);
    });
    child.on('message', (message: FromJob) => {
      if (message.type === 'progress') {
        onProgress?.(message.progress);
        return;
      }
      const { result, stack } = message;
      if (stack) log.error(`job “${name}”`, stack);
      if (result.ok) resolve(result.value as ReturnType<Jobs[N]>);
      else reject(result.expected ? new UserError(result.words) : new Error(inEnglish(result.words)));
      child.kill();
    });
    child.once('exit', (code) => {
      clearTimeout(killTimer);
      signal?.removeEventListener('abort', abort);
      reject(
        signal?.aborted
          ? new UserError(words('main.jobStopped'))
          : TRIES_MODELS.includes(name)
            ? checkDied()
            : new Error(`The job “${name}” ended by itself (${code}).`),
      );
    });
  });
}
