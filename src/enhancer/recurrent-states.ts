import type { CacheSpec } from '../shared/model-spec.js';
import { elementsOf } from './contracts/shapes.js';
import { tensorOver, type TensorMap } from './session.js';

/** The two arrays of a state, which swap roles at every step. */
interface State {
  readonly spec: CacheSpec;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/**
 * The states of one stream in two sets that swap roles at every step, so that what a step leaves goes into the next
 * one without a copy, whatever its size; and the tensors that a session takes and gives.
 */
export class RecurrentStates {
  readonly #states: readonly State[];
  #feeds: TensorMap = {};
  #fetches: TensorMap = {};
  #nextFeeds: TensorMap = {};
  #nextFetches: TensorMap = {};

  constructor(caches: readonly CacheSpec[]) {
    this.#states = caches.map((cache) => this.#createState(cache));
    this.reset();
  }

  /** Input and output tensors of the step to come. */
  get feeds(): TensorMap {
    return this.#feeds;
  }
  get fetches(): TensorMap {
    return this.#fetches;
  }

  /** The tensors of the signal, the same ones at every step. */
  setSignal(input: string, inputTensor: TensorMap[string], output: string, outputTensor: TensorMap[string]) {
    this.#feeds[input] = this.#nextFeeds[input] = inputTensor;
    this.#fetches[output] = this.#nextFetches[output] = outputTensor;
  }

  /** Carries what the last step left over to the next one. A second call takes the first one back. */
  swap(): void {
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
