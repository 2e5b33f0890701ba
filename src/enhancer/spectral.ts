import type { ModelSpec } from '../shared/model-spec.js';
import { StreamingStft } from '../dsp/stft.js';
import type { Enhancer } from './enhancer.js';
import { FaintNoise } from './faint-noise.js';
import { RecurrentSession } from './recurrent-session.js';
import type { GraphSession } from './session.js';

/** A spec2spec model: only the network is in the graph; STFT and overlap-add are ours. */
export class SpectralEnhancer implements Enhancer {
  readonly spec: ModelSpec;
  readonly #stft: StreamingStft;
  readonly #faintNoise: FaintNoise;
  readonly #stream: RecurrentSession;

  constructor(session: GraphSession, spec: ModelSpec) {
    this.spec = spec;
    this.#stft = new StreamingStft(spec);
    this.#faintNoise = new FaintNoise(spec.hop);
    this.#stream = new RecurrentSession(session, spec);
  }

  get sessionMs(): number {
    return this.#stream.sessionMs;
  }

  async process(input: Float32Array, output: Float32Array): Promise<void> {
    this.#stft.analyse(this.#faintNoise.inPlaceOf(input), this.#stream.input);
    await this.#stream.step();
    this.#stft.synthesise(this.#stream.output, output);
  }

  reset(): void {
    this.#stft.reset();
    this.#stream.reset();
  }
}
