import type { CacheSpec, StreamSpec } from '../shared/model-spec.js';
import { SIGNAL_NAMES } from '../shared/graph-names.js';
import { numberedStates } from './contracts/numbered-states.js';
import { FaintNoise } from './faint-noise.js';
import { RecurrentStates } from './recurrent-states.js';
import { openSession, tensorOver, type GraphSession, type TensorMap } from './session.js';

/** An enhancer as recordings need it: `Enhancer` and `ChunkEnhancer` are both. */
export interface StreamEnhancer {
  readonly spec: StreamSpec;
  /** Total time spent inside the inference session so far, in milliseconds. */
  readonly sessionMs: number;
  process(input: Float32Array, output: Float32Array): Promise<void>;
  reset(): void;
}

/** An enhancer that takes several hops a call, for recordings. Apart from that it behaves as `Enhancer` does. */
export interface ChunkEnhancer extends StreamEnhancer {
  /** Hops that one call takes at most. */
  readonly maxHops: number;
  /**
   * Enhances whole hops, `maxHops` at most.
   *
   * @param input  mono samples [hops · h], full scale ±1; not kept after the promise resolves
   * @param output mono samples [hops · h], written when the promise resolves
   */
  process(input: Float32Array, output: Float32Array): Promise<void>;
  /** Takes the last `process` back, once: all states are what they were before it. */
  stepBack(): void;
}

/** The chunk form of a model, which the exporter makes (export/chunk), and how it is used here. */
export interface ChunkForm {
  /** ONNX file. */
  readonly bytes: Uint8Array;
  /** Hops a call. */
  readonly hops: number;
  /** Facts of the model whose form this is. */
  readonly spec: StreamSpec;
}

/** A model that is open for recordings: `Model` and `ChunkModel` are both. */
export interface StreamModel {
  readonly spec: StreamSpec;
  createEnhancer(): StreamEnhancer;
  /** Frees the session. Its enhancers can't be used afterwards. */
  dispose(): Promise<void>;
}

/** An open chunk form. Its enhancers share one inference session; each has a stream's state of its own. */
export interface ChunkModel extends StreamModel {
  createEnhancer(): ChunkEnhancer;
}

/** @throws UserError when ONNX Runtime can't open it; ModelContractError when its states can't be read */
export async function openChunkModel({ bytes, hops, spec }: ChunkForm): Promise<ChunkModel> {
  const session = await openSession(bytes);
  let caches: readonly CacheSpec[];
  try {
    caches = numberedStates({ ...session, metadata: {} }, SIGNAL_NAMES.wav2wav);
  } catch (error) {
    await session.release();
    throw error;
  }
  return {
    spec,
    createEnhancer: () => new WaveformChunkEnhancer(session, spec, caches, hops),
    dispose: () => session.release(),
  };
}

class WaveformChunkEnhancer implements ChunkEnhancer {
  readonly spec: StreamSpec;
  readonly maxHops: number;
  sessionMs = 0;
  readonly #session: GraphSession;
  readonly #states: RecurrentStates;
  readonly #faintNoise: FaintNoise;
  readonly #input: Float32Array;
  readonly #output: Float32Array;
  /** Number of hops that the tensors are made for. */
  #hops = 0;

  constructor(session: GraphSession, spec: StreamSpec, caches: readonly CacheSpec[], maxHops: number) {
    this.spec = spec;
    this.maxHops = maxHops;
    this.#session = session;
    this.#states = new RecurrentStates(caches);
    this.#faintNoise = new FaintNoise(spec.hop);
    this.#input = new Float32Array(maxHops * spec.hop);
    this.#output = new Float32Array(maxHops * spec.hop);
  }

  async process(input: Float32Array, output: Float32Array): Promise<void> {
    const { hop } = this.spec;
    const hops = input.length / hop;
    if (!Number.isInteger(hops) || hops < 1 || hops > this.maxHops)
      throw new RangeError(`${input.length} samples are not 1 to ${this.maxHops} hops of ${hop}.`);
    if (hops !== this.#hops) this.#setHops(hops);
    for (let at = 0; at < input.length; at += hop)
      this.#input.set(this.#faintNoise.inPlaceOf(input.subarray(at, at + hop)), at);
    const start = performance.now();
    await this.#session.run(this.#states.feeds, this.#states.fetches);
    this.sessionMs += performance.now() - start;
    this.#states.swap();
    output.set(this.#output.subarray(0, input.length));
  }

  stepBack(): void {
    // The states before a call stay in the other arrays until the next one.
    this.#states.swap();
  }

  reset(): void {
    this.#states.reset();
  }

  #setHops(hops: number): void {
    const samples = hops * this.spec.hop;
    const { input, output } = SIGNAL_NAMES.wav2wav;
    const tensorOf = (data: Float32Array): TensorMap[string] =>
      tensorOver(data.subarray(0, samples), [1, samples]);
    this.#states.setSignal(input, tensorOf(this.#input), output, tensorOf(this.#output));
    this.#hops = hops;
  }
}
