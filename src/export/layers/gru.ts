import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import type { Layer } from '../weights/fold.js';
import type { Weights } from '../weights/weights.js';
import type { LayerContext } from './context.js';
import { pickRows, transposed } from './linear.js';
import {
  hiddenSize,
  operatorWeights,
  recurrentReader,
  type RecurrentOptions,
  type RecurrentWeights,
} from './recurrent.js';

/** Gates r, z, n. */
export type GruWeights = RecurrentWeights;

/** The two directions of a bidirectional GRU. */
export interface BidirectionalGruWeights {
  readonly forward: GruWeights;
  readonly backward: GruWeights;
}

const GATES = 3;
/** ONNX has the gates z, r, n. */
const ONNX_GATES = [1, 0, 2];

/** Reads the weights of a GRU over time. */
export const readGru = recurrentReader(GATES);

/** Reads both directions of a bidirectional GRU. */
export const readBidirectionalGru = (
  module: Weights,
  input: number,
  hidden: number,
  options?: RecurrentOptions,
): BidirectionalGruWeights => ({
  forward: readGru(module, input, hidden, options),
  backward: readGru(module, input, hidden, { ...options, direction: '_reverse' }),
});

/** From this many weights on, a GRU of single operators is faster than the operator: docs/decisions/0003. */
const SMALLEST_UNROLLED = 3000;

/** A GRU over time on [1, f, c]; the frequencies are its batch. */
export const addGru = (context: LayerContext, x: Value, gru: GruWeights): Value =>
  gru.input.weight.data.length < SMALLEST_UNROLLED
    ? addGruOperator(context, x, gru)
    : addUnrolledGru(context, x, gru);

function addGruOperator({ graph, caches, frequencies }: LayerContext, x: Value, gru: GruWeights): Value {
  const hidden = hiddenSize(gru);
  const cache = caches.add([1, frequencies, hidden]);
  const [, state] = graph.nodeOf(
    'GRU',
    'gru',
    [x, ...operatorWeights(graph, [gru], ONNX_GATES), '', cache.value],
    ['', 'state'],
    { hidden_size: hidden, linear_before_reset: 1 },
  ) as [Value, Value];
  cache.carry(state);
  return state;
}

/**
 * The GRU's equations one by one: r, z = σ(W x + R h + b), n = tanh(W x + b + r·(R h + b)), h' = n + z·(h − n).
 * Reset and update gate share one matrix product with the input and one with the state.
 */
function addUnrolledGru(
  { graph, caches, frequencies, channels }: LayerContext,
  x: Value,
  { input, hidden }: GruWeights,
): Value {
  const size = hidden.weight.shape[1] as number;
  const cache = caches.add([1, frequencies, size]);
  const matrix = (name: string, value: Value, columns: number): Value =>
    graph.node('Reshape', name, [value, graph.ints(`${name}_shape`, [frequencies, columns])]);
  const signal = matrix('signal', x, channels);
  const state = matrix('state', cache.value, size);
  const [gates, candidate] = splitRows(input, hidden, size);
  const fromInput = addGemm(graph, 'gates_of_input', signal, gates.input);
  const fromState = addGemm(graph, 'gates_of_state', state, gates.hidden, fromInput);
  const both = graph.node('Sigmoid', 'gates', [fromState]);
  const sizes = { name: 'gate_sizes', values: [size, size] } as const;
  const [reset, update] = graph.splitInTwo('split_gates', both, sizes, ['reset', 'update']);
  const kept = graph.node('Mul', 'kept_state', [
    reset,
    addGemm(graph, 'candidate_of_state', state, candidate.hidden),
  ]);
  const sum = graph.node('Add', 'candidate_sum', [
    addGemm(graph, 'candidate_of_input', signal, candidate.input),
    kept,
  ]);
  const proposed = graph.node('Tanh', 'candidate', [sum]);
  const step = graph.node('Mul', 'step', [update, graph.node('Sub', 'change', [state, proposed])]);
  const next = graph.node('Reshape', 'next_state', [
    graph.node('Add', 'next', [proposed, step]),
    graph.ints('next_state_shape', [1, frequencies, size]),
  ]);
  cache.carry(next);
  return next;
}

/** A linear layer on the rows of a matrix; `sum` is added in place of its bias where it is given. */
function addGemm(graph: GraphBuilder, name: string, x: Value, { weight, bias }: Layer, sum?: Value): Value {
  const { data, shape } = transposed(weight);
  return graph.node('Gemm', name, [
    x,
    graph.floats(`${name}_weight`, data, shape),
    sum ?? graph.floats(`${name}_bias`, bias, [bias.length]),
  ]);
}

/** Reset and update gate with all their biases on the input's side, and the candidate. */
function splitRows(input: Layer, hidden: Layer, size: number): [GruWeights, GruWeights] {
  const rows = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i);
  const [gates, candidate] = [rows(0, 2 * size), rows(2 * size, size)];
  const gateBias = hidden.bias.map((value, row) => value + (input.bias[row] as number));
  return [
    { input: pickRows({ weight: input.weight, bias: gateBias }, gates), hidden: pickRows(hidden, gates) },
    { input: pickRows(input, candidate), hidden: pickRows(hidden, candidate) },
  ];
}

/** A GRU over the frequencies of [1, f, c], both ways: [1, f, 2·hidden]. */
export function addBidirectionalGru(
  { graph, frequencies, channels }: LayerContext,
  x: Value,
  { forward, backward }: BidirectionalGruWeights,
): Value {
  const hidden = hiddenSize(forward);
  const sequence = graph.node('Reshape', 'sequence', [
    x,
    graph.ints('sequence_shape', [frequencies, 1, channels]),
  ]);
  // [f, direction, 1, hidden] lies in memory as [f, 2·hidden].
  const [states] = graph.nodeOf(
    'GRU',
    'gru',
    [sequence, ...operatorWeights(graph, [forward, backward], ONNX_GATES)],
    ['states'],
    { hidden_size: hidden, linear_before_reset: 1, direction: 'bidirectional' },
  ) as [Value];
  return graph.node('Reshape', 'both_ways', [
    states,
    graph.ints('both_ways_shape', [1, frequencies, 2 * hidden]),
  ]);
}
