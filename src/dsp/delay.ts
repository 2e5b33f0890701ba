/** Delays a signal by a fixed number of samples. */
export class DelayLine {
  readonly #samples: Float32Array;
  #position = 0;

  constructor(delay: number) {
    this.#samples = new Float32Array(delay);
  }

  /** Writes the input of `delay` samples ago; `output` may be the same array as `input`. */
  process(input: Float32Array, output: Float32Array): void {
    const samples = this.#samples;
    if (samples.length === 0) {
      output.set(input);
      return;
    }
    for (let i = 0; i < input.length; i++) {
      const delayed = samples[this.#position] as number;
      samples[this.#position] = input[i] as number;
      output[i] = delayed;
      this.#position = this.#position + 1 === samples.length ? 0 : this.#position + 1;
    }
  }
}
