import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { spawnBound } from '../tests/support/sound/run.js';

/** A pause of the machine: when it ended, on the clock of `performance.now()` here, and how long it was. */
export interface Pause {
  readonly endMs: number;
  readonly lateMs: number;
}

/** The system's monotonic clock when `performance.now()` was 0. */
const monotonicStartMs = Number(process.hrtime.bigint()) / 1e6 - performance.now();

const SCRIPT = resolve(import.meta.dirname, 'pause-watch.pl');

/**
 * Watches for times at which this machine, a virtual one, did not run at all: on each processor a process with
 * the highest real-time priority does nothing but sleep, and is woken 3 ms or more too late. What is lost in such
 * a pause no program could have kept.
 */
export class PauseWatch {
  readonly #pauses: Pause[] = [];
  readonly #children: readonly ChildProcess[];

  constructor() {
    this.#children = cpus().map((_, core) => {
      const watch = ['-c', String(core), 'chrt', '-r', '99', 'perl', SCRIPT];
      const child = spawnBound('taskset', watch, process.env, ['ignore', 'pipe', 'inherit']);
      createInterface({ input: child.stdout as Readable }).on('line', (line) => {
        const { endMs, lateMs } = JSON.parse(line) as Pause;
        this.#pauses.push({ endMs: endMs - monotonicStartMs, lateMs });
      });
      return child;
    });
  }

  /** Ends it. @returns null when it could not watch: real-time priority is the superuser's */
  async stop(): Promise<readonly Pause[] | null> {
    const running = this.#children.filter(({ exitCode }) => exitCode === null);
    for (const child of running) {
      const closed = once(child, 'close');
      child.kill();
      await closed;
    }
    return running.length === this.#children.length ? this.#pauses : null;
  }
}
