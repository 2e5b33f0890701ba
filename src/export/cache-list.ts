import type { GraphBuilder, Value } from '../onnx/graph-builder.js';

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
  #count = 0;

  constructor(graph: GraphBuilder) {
    this.#graph = graph;
  }

  add(shape: readonly number[]): Cache {
    const index = this.#count++;
    return {
      value: this.#graph.input(`cache_in_${index}`, shape),
      carry: (next) => this.#graph.output(`cache_out_${index}`, next, shape),
    };
  }
}
