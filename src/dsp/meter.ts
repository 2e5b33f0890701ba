import { toDbfs } from '../shared/dbfs.js';
import type { Level } from '../shared/live.js';

/** Root mean square and peak since the last reading. */
export class LevelMeter {
  #squares = 0;
  #count = 0;
  #peak = 0;
  #isNotFinite = false;

  /** A sample that is no finite number counts as full scale: noise must never look like silence. */
  measure(samples: Float32Array): void {
    for (let i = 0; i < samples.length; i++) {
      let sample = samples[i] as number;
      if (!Number.isFinite(sample)) {
        this.#isNotFinite = true;
        sample = 1;
      }
      this.#squares += sample * sample;
      this.#peak = Math.max(this.#peak, Math.abs(sample));
    }
    this.#count += samples.length;
  }

  /** The next reading says that samples were no finite numbers, which were replaced before they came here. */
  markNotFinite(): void {
    this.#isNotFinite = true;
    this.#peak = Math.max(this.#peak, 1);
  }

  /** The level since the last call; the meter starts anew. */
  read(): Level {
    const level: Level = {
      rmsDbfs: toDbfs(this.#count > 0 ? Math.sqrt(this.#squares / this.#count) : 0),
      peakDbfs: toDbfs(this.#peak),
      clipped: this.#peak >= 1,
      ...(this.#isNotFinite && { notFinite: true }),
    };
    this.#squares = this.#count = this.#peak = 0;
    this.#isNotFinite = false;
    return level;
  }
}
