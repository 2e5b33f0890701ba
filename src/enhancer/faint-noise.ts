/** Largest amplitude: −140 dBFS, below the noise of any converter. */
const AMPLITUDE = 1e-7;

/**
 * Noise in place of digital silence. Networks that divide by the level of their input, or take its phase, give values
 * that are no numbers from exact zeros, and keep them in their state.
 */
export class FaintNoise {
  readonly #noise: Float32Array;

  /** @param hop samples */
  constructor(hop: number) {
    let state = 1;
    this.#noise = Float32Array.from({ length: hop }, () => {
      // A linear congruential generator (Numerical Recipes): the same noise on every run.
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return AMPLITUDE * (state / 2 ** 31 - 1);
    });
  }

  /**
   * @param input samples [h]
   * @returns the input itself; the noise [h] where all of it is exactly 0
   */
  inPlaceOf(input: Float32Array): Float32Array {
    for (let i = 0; i < input.length; i++) if (input[i] !== 0) return input;
    return this.#noise;
  }
}
