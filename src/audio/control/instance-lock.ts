import { join } from 'node:path';
import { FileLock, LockHeldError } from '../../files/lock.js';
import { runtimeFolder } from './folders.js';
import { AlreadyRunningError } from './sound-system.js';

/**
 * Held by the one Stillmic that has the virtual microphone. Where no folder can hold it (all are full, read-only or
 * somebody else's) it is not needed to run: the sound server shows then who has the virtual microphone.
 */
export class InstanceLock {
  readonly #lock: FileLock | null;

  constructor(env: NodeJS.ProcessEnv) {
    const folder = runtimeFolder(env);
    this.#lock = folder === null ? null : new FileLock(join(folder, 'instance'));
  }

  /** @throws AlreadyRunningError when another Stillmic holds it */
  async acquire(): Promise<void> {
    try {
      await this.#lock?.acquire();
    } catch (error) {
      if (error instanceof LockHeldError) throw new AlreadyRunningError(error.processId);
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    }
  }

  release(): void {
    try {
      this.#lock?.release();
    } catch {
      // Its folder went away, and the lock with it.
    }
  }
}
