import { setTimeout as delay } from 'node:timers/promises';
import type { LiveStats, LiveStatus } from '../../src/shared/live.js';

/** A status as scripts get it: with a sentence as its reason. */
export interface RunStatus extends Omit<LiveStatus, 'reason' | 'problems' | 'priority'> {
  readonly reason: string | null;
}

/** Whether sound flows. */
export const isFlowing = ({ state }: RunStatus): boolean => state === 'running' || state === 'bypassed';

/** Reports of `stillmic run --json`, whatever runs it. */
export class RunReports {
  readonly statuses: RunStatus[] = [];
  stats: LiveStats | null = null;
  /** Text on standard error. */
  errors = '';
  #rest = '';

  get status(): RunStatus | undefined {
    return this.statuses.at(-1);
  }

  /** Takes a piece of standard output. */
  add(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() as string;
    for (const line of lines) {
      const { type, ...value } = JSON.parse(line) as { type: string };
      if (type === 'status') this.statuses.push(value as unknown as RunStatus);
      else this.stats = value as LiveStats;
    }
  }

  /**
   * Resolves when the status fits.
   *
   * @param hasEnded whether the run has ended: nothing will fit any more
   * @throws Error when it doesn't in time, or the run has ended
   */
  async until(
    fits: (status: RunStatus) => boolean,
    hasEnded: () => boolean,
    timeoutMs = 15_000,
  ): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!this.status || !fits(this.status)) {
      if (hasEnded() || Date.now() > deadline)
        throw new Error(`Not so in time: ${JSON.stringify(this.statuses)} ${this.errors}`);
      await delay(10);
    }
  }
}
