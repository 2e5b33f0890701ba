import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import type { NodeProto } from '../../onnx/onnx_pb.js';
import type { Tensor } from '../weights/weights.js';
import type { LeanGraph } from './lean-graph.js';

/** Last part of the name of the node that an unrolled GRU ends with, and of the one that only an unrolled GRU has. */
export const UNROLLED_GRU_RESULT = '/next_state';
const UNROLLED_GRU_GATES = '/gates_of_input';

/** Scope that a node is in, with the slash. */
const scopeOf = ({ name }: NodeProto): string => name.slice(0, name.lastIndexOf('/'));

/** Nodes of an unrolled GRU's scope that are not the GRU's. */
const BEHIND_GRU = /\/(output|output_biased|residual|silu|relu)$/;

/** Whether a node is one of the single operators that export/layers/gru.ts writes for a GRU. */
export const isPartOfUnrolledGru = (lean: LeanGraph, node: NodeProto): boolean =>
  lean.has(scopeOf(node) + UNROLLED_GRU_GATES) && !BEHIND_GRU.test(node.name);

/** A GRU for ONNX's operator, read from single operators. */
interface UnrolledGru {
  /** Names in the lean graph. */
  readonly signal: string;
  readonly state: string;
  /** The operator's inputs W, R and B. */
  readonly weights: readonly [Value, Value, Value];
  readonly size: number;
}

/**
 * Reads the GRU whose result `node` gives. Reset and update gate share matrices there, in this order, and all their
 * biases are on the input's side; the operator has the gates z, r, n.
 */
export function readUnrolledGru(lean: LeanGraph, node: NodeProto, graph: GraphBuilder): UnrolledGru {
  const scope = scopeOf(node);
  const part = (name: string): NodeProto => lean.node(`${scope}/${name}`);
  const constant = (name: string, index: number): Tensor => lean.constant(part(name), index);
  const biasOf = (name: string): Float64Array => constant(name, 2).data;
  const candidateOfState = constant('candidate_of_state', 1);
  const size = candidateOfState.shape[1] as number;
  const stacked = (gates: Tensor, candidate: Tensor): Value => {
    const inputs = candidate.shape[0] as number;
    const columnOf = (gate: number, unit: number, row: number): number =>
      gate === 2
        ? (candidate.data[row * size + unit] as number)
        : (gates.data[row * 2 * size + (gate === 0 ? size : 0) + unit] as number);
    const data = new Float64Array(3 * size * inputs);
    for (let gate = 0; gate < 3; gate++)
      for (let unit = 0; unit < size; unit++)
        for (let row = 0; row < inputs; row++)
          data[(gate * size + unit) * inputs + row] = columnOf(gate, unit, row);
    return graph.floats(`${scope}/${gates === gatesOfState ? 'hidden' : 'input'}_weight`, data, [
      1,
      3 * size,
      inputs,
    ]);
  };
  const gatesOfState = constant('gates_of_state', 1);
  const gateBias = biasOf('gates_of_input');
  const bias = new Float64Array(6 * size);
  bias.set(gateBias.subarray(size), 0);
  bias.set(gateBias.subarray(0, size), size);
  bias.set(biasOf('candidate_of_input'), 2 * size);
  bias.set(biasOf('candidate_of_state'), 5 * size);
  return {
    signal: part('signal').input[0] as string,
    state: part('state').input[0] as string,
    weights: [
      stacked(constant('gates_of_input', 1), constant('candidate_of_input', 1)),
      stacked(gatesOfState, candidateOfState),
      graph.floats(`${scope}/gate_bias`, bias, [1, 6 * size]),
    ],
    size,
  };
}

/**
 * A GRU along the hops of a chunk; frequencies are its batch.
 *
 * @param inputs of the operator: the signal [hops, f, c] first, the initial state [1, f, size] last
 * @returns the states of all hops [hops, f, size], and the last one [1, f, size]
 */
export function addGruOverHops(
  graph: GraphBuilder,
  name: string,
  inputs: readonly Value[],
  size: number,
): { readonly states: Value; readonly last: Value } {
  const [all, last] = graph.nodeOf('GRU', `${name}_over_hops`, inputs, ['all', 'last'], {
    hidden_size: size,
    linear_before_reset: 1,
  }) as [Value, Value];
  // Axis 1 counts directions.
  const states = graph.node('Squeeze', `${name}_states`, [all, graph.ints(`${name}_direction`, [1])]);
  return { states, last };
}
