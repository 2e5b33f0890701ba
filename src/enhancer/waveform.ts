import type { ModelSpec } from '../shared/model-spec.js';
import type { Enhancer } from './enhancer.js';
import { FaintNoise } from './faint-noise.js';
import { RecurrentSession } from './recurrent-session.js';
import type { GraphSession } from './session.js';

/**
 * A wav2wav model: STFT and overlap-add are inside the graph. Where the graph takes the whole window
 * (`wav_in [1, n]`), the input cache of n − h samples is kept here.
 */
export class WaveformEnhancer implements Enhancer {
  readonly spec: ModelSpec;
  readonly #stream: RecurrentSession;
  readonly #faintNoise: FaintNoise;

  constructor(session: GraphSession, spec: ModelSpec) {
    this.spec = spec;
    this.#stream = new RecurrentSession(session, spec);
    this.#faintNoise = new FaintNoise(spec.hop);
  }

  get sessionMs(): number {
    return this.#stream.sessionMs;
  }

  async process(input: Float32Array, output: Float32Array): Promise<void> {
    const window = this.#stream.input;
    window.copyWithin(0, this.spec.hop);
    window.set(this.#faintNoise.inPlaceOf(input), window.length - this.spec.hop);
    await this.#stream.step();
    output.set(this.#stream.output);
  }

  reset(): void {
    this.#stream.input.fill(0);
    this.#stream.reset();
  }
}
