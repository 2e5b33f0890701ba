import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import { cacheInput, cacheOutput } from '../../shared/graph-names.js';

/** A recurrent state of a graph. */
export interface Cache {
  /** The state that the previous step left: the graph's input `cache_in_k`. */
  readonly value: Value;
  /** Makes `next` the state that this step leaves: the graph's output `cache_out_k`. */
  carry(next: Value): void;
}

/** Numbers a graph's recurrent states in the order in which they are asked for. */
export class CacheList {
  readonly #graph: GraphBuilder;
  readonly #first: number;
  readonly #states: { readonly shape: readonly number[]; next?: Value }[] = [];

  /** @param first number of the first cache: 2 in a wav2wav graph, after the STFT's two */
  constructor(graph: GraphBuilder, first: number) {
    this.#graph = graph;
    this.#first = first;
  }

  add(shape: readonly number[]): Cache {
    const state: { readonly shape: readonly number[]; next?: Value } = { shape };
    const index = this.#first + this.#states.push(state) - 1;
    return {
      value: this.#graph.input(cacheInput(index), shape),
      carry: (next) => void (state.next = next),
    };
  }

  /** Declares the outputs; after the graph's signal output, which stands first. */
  giveOut(): void {
    this.#states.forEach(({ shape, next }, i) => {
      if (next === undefined) throw new Error(`nothing is carried from ${cacheInput(this.#first + i)}`);
      this.#graph.output(cacheOutput(this.#first + i), next, shape);
    });
  }
}
