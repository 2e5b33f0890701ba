import { fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UnconfirmedContractError } from '../enhancer/contract.js';
import { bundleFile } from '../shared/bundles.js';
import { privateEnvironment } from '../shared/private-environment.js';
import { UserError } from '../shared/user-error.js';
import { inEnglish } from '../words/say.js';
import { words } from '../words/words.js';
import type { CheckedModel, CheckModel } from './check.js';
import type { CheckAnswer } from './check-protocol.js';
import { CHECK_LIMITS, checkDied } from './watched.js';

/** Time beyond the process's own deadline, for its start. */
const START_MS = 1_500;

function errorOf(answer: Extract<CheckAnswer, { ok: false }>): Error {
  if (answer.guess) return new UnconfirmedContractError(answer.words, answer.guess);
  return answer.expected ? new UserError(answer.words) : new Error(inEnglish(answer.words));
}

/**
 * Checks a model in a process of its own, with a deadline and a limit of memory: a graph may ask for any amount of
 * both, and the library that runs it may crash. Needs plain Node, as the command line has it.
 *
 * @throws UserError for what is wrong with the model, or when the process was ended
 */
export const forkedCheck: CheckModel = (file, settings = {}, signal) => {
  const program = join(dirname(fileURLToPath(import.meta.url)), bundleFile('check-process'));
  const child = fork(program, [], {
    env: privateEnvironment(),
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  const timer = setTimeout(kill, CHECK_LIMITS.deadlineMs + START_MS);
  signal?.addEventListener('abort', kill);
  if (signal?.aborted) kill();
  return new Promise<CheckedModel>((resolve, reject) => {
    child.once('message', (message) => {
      const answer = message as CheckAnswer;
      if (answer.ok) resolve(answer.value);
      else reject(errorOf(answer));
    });
    child.once('error', reject);
    child.once('exit', () =>
      reject(signal?.aborted ? new UserError(words('store.checkStopped')) : checkDied(file)),
    );
    child.send({ file, settings }, () => undefined);
  }).finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', kill);
    kill();
  });
};
