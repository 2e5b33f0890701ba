import { toDbfs } from '../shared/dbfs.js';

/** Level of a whole recording, all channels together, dBFS. */
export interface RecordingLevel {
  readonly rmsDbfs: number;
  readonly peakDbfs: number;
}

/** Adds up the level of a recording. */
export class LevelMeter {
  #squares = 0;
  #peak = 0;
  #count = 0;

  /** @param samples of one channel, finite, of which the first `length` count */
  add(samples: Float64Array, length: number): void {
    for (let i = 0; i < length; i++) {
      const value = samples[i] as number;
      this.#squares += value * value;
      if (value > this.#peak) this.#peak = value;
      else if (-value > this.#peak) this.#peak = -value;
    }
    this.#count += length;
  }

  get level(): RecordingLevel {
    return {
      rmsDbfs: toDbfs(this.#count > 0 ? Math.sqrt(this.#squares / this.#count) : 0),
      peakDbfs: toDbfs(this.#peak),
    };
  }
}
