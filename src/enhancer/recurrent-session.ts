import type { ModelSpec } from '../shared/model-spec.js';
import { tensorOver, type GraphSession, type TensorMap } from './session.js';

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/**
 * One stream through a graph: preallocated signal tensors and two sets of caches that swap roles at every
 * step, so that each `cache_out_k` goes back in as `cache_in_k` without a copy.
 */
export class RecurrentSession {
  /** The graph's `wav_in` or `spec_in`, to be filled before `step`. */
  readonly input: Float32Array;
  /** The graph's `wav_out` or `spec_out`, to be read after `step`. */
  readonly output: Float32Array;
  /** Milliseconds inside the session so far. */
  sessionMs = 0;

  readonly #session: GraphSession;
  readonly #caches: Float32Array[] = [];
  #feeds: TensorMap = {};
  #fetches: TensorMap = {};
  #nextFeeds: TensorMap = {};
  #nextFetches: TensorMap = {};

  constructor(
    session: GraphSession,
    spec: ModelSpec,
    inputShape: readonly number[],
    outputShape: readonly number[],
  ) {
    this.#session = session;
    this.input = new Float32Array(sizeOf(inputShape));
    this.output = new Float32Array(sizeOf(outputShape));
    const [inputName, outputName] = spec.kind === 'wav2wav' ? ['wav_in', 'wav_out'] : ['spec_in', 'spec_out'];
    this.#feeds[inputName] = this.#nextFeeds[inputName] = tensorOver(this.input, inputShape);
    this.#fetches[outputName] = this.#nextFetches[outputName] = tensorOver(this.output, outputShape);
    for (const cache of spec.caches) {
      const one = new Float32Array(sizeOf(cache.shape));
      const other = new Float32Array(one.length);
      this.#caches.push(one, other);
      this.#feeds[cache.inputName] = this.#nextFetches[cache.outputName] = tensorOver(one, cache.shape);
      this.#fetches[cache.outputName] = this.#nextFeeds[cache.inputName] = tensorOver(other, cache.shape);
    }
  }

  /** Runs the graph once over `input` into `output` and carries the caches over. */
  async step(): Promise<void> {
    const start = performance.now();
    await this.#session.run(this.#feeds, this.#fetches);
    this.sessionMs += performance.now() - start;
    const feeds = this.#feeds;
    const fetches = this.#fetches;
    this.#feeds = this.#nextFeeds;
    this.#fetches = this.#nextFetches;
    this.#nextFeeds = feeds;
    this.#nextFetches = fetches;
  }

  /** All caches zero. */
  reset(): void {
    for (const cache of this.#caches) cache.fill(0);
  }
}
