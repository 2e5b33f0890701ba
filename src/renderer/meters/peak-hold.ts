import { SILENCE_DBFS } from '../../shared/dbfs.js';

/** How long a peak line stays before it gives way to a lower peak. */
export const PEAK_HOLD_MS = 1500;

/** The held peak of one meter. */
export class PeakHold {
  #heldDbfs = SILENCE_DBFS;
  #heldSinceMs = 0;

  /** Takes the newest peak (dBFS) at a time (ms, any clock that only goes forward); returns the peak to show. */
  update(peakDbfs: number, nowMs: number): number {
    if (peakDbfs >= this.#heldDbfs || nowMs - this.#heldSinceMs >= PEAK_HOLD_MS) {
      this.#heldDbfs = peakDbfs;
      this.#heldSinceMs = nowMs;
    }
    return this.#heldDbfs;
  }

  reset(): void {
    this.#heldDbfs = SILENCE_DBFS;
  }
}
