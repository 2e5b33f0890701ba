import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { formatIdentity, isAlive, ownIdentity, parseIdentity } from './process-identity.js';
import { AlreadyRunningError } from './sound-system.js';

/**
 * Held by the one Stillmic that has the virtual microphone. A file with the process's id and start time, so that
 * the lock of a killed process is known to be free.
 */
export class InstanceLock {
  readonly #file: string;
  #held = false;

  constructor(file: string) {
    this.#file = file;
  }

  /** @throws AlreadyRunningError when another Stillmic holds it */
  acquire(): void {
    if (this.#held) return;
    mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
    const mine = `${this.#file}.${process.pid}`;
    writeFileSync(mine, formatIdentity(ownIdentity()));
    try {
      // A link is made whole or not at all, so no process ever reads half a lock.
      for (;;) {
        try {
          linkSync(mine, this.#file);
          break;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
          this.#removeIfStale();
        }
      }
      this.#held = true;
    } finally {
      rmSync(mine, { force: true });
    }
  }

  release(): void {
    if (this.#held) rmSync(this.#file, { force: true });
    this.#held = false;
  }

  /** @throws AlreadyRunningError when its holder is alive */
  #removeIfStale(): void {
    const holder = this.#holder(this.#file);
    if (holder && isAlive(holder)) throw new AlreadyRunningError(holder.pid);
    // Moved aside, then looked at again: between the two, another process may have taken the lock anew.
    const aside = `${this.#file}.stale.${process.pid}`;
    try {
      renameSync(this.#file, aside);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw error;
    }
    const moved = this.#holder(aside);
    if (moved && isAlive(moved)) renameSync(aside, this.#file);
    else rmSync(aside);
  }

  #holder(file: string): ReturnType<typeof parseIdentity> {
    try {
      return parseIdentity(readFileSync(file, 'utf8'));
    } catch {
      return null;
    }
  }
}
