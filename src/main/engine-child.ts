import { utilityProcess } from 'electron';
import type { SpawnEngine } from '../engine/host.js';

/** The engine process by utilityProcess, which needs no second Node in the package. */
export const spawnEngine: SpawnEngine = (file, env) => {
  const child = utilityProcess.fork(file, [], {
    env: env as Record<string, string>,
    stdio: 'ignore',
    serviceName: 'Stillmic engine',
  });
  return {
    get pid() {
      return child.pid;
    },
    postMessage: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', () => listener()),
  };
};
