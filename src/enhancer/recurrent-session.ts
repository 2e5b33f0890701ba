import type { CacheSpec, ModelSpec } from '../shared/model-spec.js';
import { elementsOf } from './contracts/shapes.js';
import { tensorOver, type GraphSession, type TensorMap } from './session.js';

/** The two arrays of a state, which swap roles at every step. */
interface State {
  readonly spec: CacheSpec;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/**
 * One stream through a graph: preallocated signal tensors and two sets of states that swap roles at every
 * step, so that what a step leaves goes into the next one without a copy, whatever its size.
 */
export class RecurrentSession {
  /** The graph's input signal, to be filled before `step`. */
  readonly input: Float32Array;
  /** The graph's output signal, to be read after `step`. */
  readonly output: Float32Array;
  /** Milliseconds inside the session so far. */
  sessionMs = 0;

  readonly #session: GraphSession;
  readonly #states: readonly State[];
  #feeds: TensorMap = {};
  #fetches: TensorMap = {};
  #nextFeeds: TensorMap = {};
  #nextFetches: TensorMap = {};

  constructor(session: GraphSession, spec: ModelSpec) {
    this.#session = session;
    this.input = new Float32Array(elementsOf(spec.input.shape));
    this.output = new Float32Array(elementsOf(spec.output.shape));
    this.#feeds[spec.input.name] = this.#nextFeeds[spec.input.name] = tensorOver(
      this.input,
      spec.input.shape,
    );
    this.#fetches[spec.output.name] = this.#nextFetches[spec.output.name] = tensorOver(
      this.output,
      spec.output.shape,
    );
    this.#states = spec.caches.map((cache) => this.#createState(cache));
    this.reset();
  }

  /** Runs the graph once over `input` into `output` and carries the states over. */
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

  /** Sets all states to their first values. */
  reset(): void {
    for (const { spec, first, second } of this.#states) {
      startState(spec, first);
      startState(spec, second);
    }
  }

  #createState(spec: CacheSpec): State {
    const first = new Float32Array(elementsOf(spec.shape));
    const second = new Float32Array(first.length);
    this.#feeds[spec.inputName] = this.#nextFetches[spec.outputName] = tensorOver(first, spec.shape);
    this.#fetches[spec.outputName] = this.#nextFeeds[spec.inputName] = tensorOver(second, spec.shape);
    return { spec, first, second };
  }
}

function startState({ start = [] }: CacheSpec, state: Float32Array): void {
  state.fill(0);
  for (const { offset, values } of start) state.set(values, offset);
}
