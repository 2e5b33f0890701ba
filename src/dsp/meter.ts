import { toDbfs } from '../shared/dbfs.js';
import type { Level } from '../shared/live.js';

/** Root mean square and peak since the last reading. */
export class LevelMeter {
  #squares = 0;
  #count = 0;
  #peak = 0;

  measure(samples: Float32Array): void {
    for (let i = 0; i < samples.length; i++) {
      const sample = samples[i] as number;
      this.#squares += sample * sample;
      this.#peak = Math.max(this.#peak, Math.abs(sample));
    }
    this.#count += samples.length;
  }

  /** The level since the last call; the meter starts anew. */
  take(): Level {
    const level: Level = {
      rmsDbfs: toDbfs(this.#count > 0 ? Math.sqrt(this.#squares / this.#count) : 0),
      peakDbfs: toDbfs(this.#peak),
      clipped: this.#peak >= 1,
    };
    this.#squares = this.#count = this.#peak = 0;
    return level;
  }
}
