import type { EngineDropout } from '../../shared/engine-messages.js';
import type { DropoutKind } from '../../shared/live.js';

/** Most dropouts that wait while no report is read; the oldest are dropped. */
const CAPACITY = 64;

/** Those of one kind that follow one another sooner are one: a device that stands still is late hop after hop. */
const MERGED_MS = 200;

interface WaitingDropout {
  readonly kind: DropoutKind;
  readonly at: number;
  ms: number;
  lastAt: number;
}

/** Dropouts since the last report. */
export class DropoutQueue {
  readonly #now: () => number;
  #waiting: WaitingDropout[] = [];

  /** @param now clock in ms */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** @param ms how much sound was missing, replaced or played twice */
  add(kind: DropoutKind, ms: number): void {
    const now = this.#now();
    const last = this.#waiting.filter((dropout) => dropout.kind === kind).pop();
    if (last && now - last.lastAt < MERGED_MS) {
      last.ms += ms;
      last.lastAt = now;
      return;
    }
    this.#waiting.push({ kind, ms, at: now, lastAt: now });
    if (this.#waiting.length > CAPACITY) this.#waiting.shift();
  }

  /** Those that ended since the last call, oldest first. */
  drain(): readonly EngineDropout[] {
    if (this.#waiting.length === 0) return [];
    const now = this.#now();
    const isOver = ({ lastAt }: WaitingDropout): boolean => now - lastAt >= MERGED_MS;
    const drained = this.#waiting.filter(isOver).map(({ kind, ms, at }) => ({ kind, ms, agoMs: now - at }));
    this.#waiting = this.#waiting.filter((dropout) => !isOver(dropout));
    return drained;
  }
}
