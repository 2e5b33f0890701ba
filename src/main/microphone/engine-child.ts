import { utilityProcess } from 'electron';
import type { SpawnEngine } from '../../live/engine-host.js';
import { killHard } from '../kill-hard.js';

/** The engine process by utilityProcess, which needs no second Node in the package. */
export const spawnEngine: SpawnEngine = (file, env) => {
  const child = utilityProcess.fork(file, [], {
    env: env as Record<string, string>,
    stdio: 'ignore',
    serviceName: 'Stillmic engine',
  });
  // Until it is there it has no id, so the signal has to wait.
  let isUnwanted = false;
  child.once('spawn', () => isUnwanted && killHard(child.pid));
  return {
    get pid() {
      return child.pid;
    },
    postMessage: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', () => listener()),
    kill: () => {
      isUnwanted = true;
      killHard(child.pid);
    },
  };
};
