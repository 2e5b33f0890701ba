import type { Value } from '../../onnx/graph-builder.js';
import type { CoreContext } from '../families/fastenhancer/blocks.js';
import { pickRows, transposed } from './linear.js';
import type { GruWeights } from '../families/fastenhancer/network.js';

/** From this many weights on, a GRU of single operators is faster than the operator: docs/decisions/0003. */
const SMALLEST_UNROLLED = 3000;

/** A GRU over time on [1, f, c]; the frequencies are its batch. */
export function addGru(context: CoreContext, x: Value, gru: GruWeights): Value {
  const { weight } = gru.input;
  return weight.data.length < SMALLEST_UNROLLED
    ? addGruOperator(context, x, gru)
    : addUnrolledGru(context, x, gru);
}

function addGruOperator({ graph, caches, frequencies }: CoreContext, x: Value, gru: GruWeights): Value {
  const hidden = hiddenSize(gru);
  const cache = caches.add([1, frequencies, hidden]);
  const [, state] = graph.nodeOf(
    'GRU',
    'gru',
    [x, ...gruWeights(graph, [gru]), '', cache.value],
    ['', 'state'],
    { hidden_size: hidden, linear_before_reset: 1 },
  ) as [Value, Value];
  cache.carry(state);
  return state;
}

/**
 * The GRU's equations one by one: r, z = σ(W x + R h + b), n = tanh(W x + b + r·(R h + b)), h' = n + z·(h − n).
 * Reset and update gate are one matrix product with the input and one with the state.
 */
function addUnrolledGru(
  { graph, caches, frequencies, channels }: CoreContext,
  x: Value,
  { input, hidden }: GruWeights,
): Value {
  const size = hidden.weight.shape[1] as number;
  const cache = caches.add([1, frequencies, size]);
  const matrix = (name: string, value: Value, columns: number): Value =>
    graph.node('Reshape', name, [value, graph.ints(`${name}_shape`, [frequencies, columns])]);
  const signal = matrix('signal', x, channels);
  const state = matrix('state', cache.value, size);
  const gates = Array.from({ length: 2 * size }, (_, row) => row);
  const candidate = Array.from({ length: size }, (_, row) => 2 * size + row);
  const product = (
    name: string,
    value: Value,
    layer: GruWeights['input'],
    rows: number[],
    sum?: Value,
  ): Value => {
    const { weight, bias } = pickRows(layer, rows);
    return graph.node('Gemm', name, [
      value,
      graph.floats(`${name}_weight`, transposed(weight).data, [weight.shape[1] as number, rows.length]),
      sum ?? graph.floats(`${name}_bias`, bias, [rows.length]),
    ]);
  };
  const gateBias = hidden.bias.subarray(0, 2 * size);
  const gateInput = {
    weight: input.weight,
    bias: input.bias.map((value, row) => value + (gateBias[row] ?? 0)),
  };
  const fromInput = product('gates_of_input', signal, gateInput, gates);
  const both = graph.node('Sigmoid', 'gates', [product('gates_of_state', state, hidden, gates, fromInput)]);
  const [reset, update] = graph.nodeOf(
    'Split',
    'split_gates',
    [both, graph.ints('gate_sizes', [size, size])],
    ['reset', 'update'],
    { axis: 1 },
  ) as [Value, Value];
  const remembered = graph.node('Mul', 'remembered', [
    reset,
    product('candidate_of_state', state, hidden, candidate),
  ]);
  const sum = graph.node('Add', 'candidate_sum', [
    product('candidate_of_input', signal, input, candidate),
    remembered,
  ]);
  const proposed = graph.node('Tanh', 'candidate', [sum]);
  const kept = graph.node('Mul', 'kept', [update, graph.node('Sub', 'change', [state, proposed])]);
  const next = graph.node('Reshape', 'next_state', [
    graph.node('Add', 'next', [proposed, kept]),
    graph.ints('next_state_shape', [1, frequencies, size]),
  ]);
  cache.carry(next);
  return next;
}

/** A GRU over the frequencies of [1, f, c], both ways: [1, f, 2·hidden]. */
export function addBidirectionalGru(
  { graph, frequencies, channels }: CoreContext,
  x: Value,
  { forward, backward }: { readonly forward: GruWeights; readonly backward: GruWeights },
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
    [sequence, ...gruWeights(graph, [forward, backward])],
    ['states'],
    { hidden_size: hidden, linear_before_reset: 1, direction: 'bidirectional' },
  ) as [Value];
  return graph.node('Reshape', 'both_ways', [
    states,
    graph.ints('both_ways_shape', [1, frequencies, 2 * hidden]),
  ]);
}

const hiddenSize = ({ hidden }: GruWeights): number => hidden.weight.shape[1] as number;

/** Gates r, z, n as ONNX has them: z, r, n. */
function inOnnxOrder(layer: GruWeights['input']): GruWeights['input'] {
  const size = layer.bias.length / 3;
  return pickRows(
    layer,
    Array.from({ length: 3 * size }, (_, row) =>
      row < size ? row + size : row < 2 * size ? row - size : row,
    ),
  );
}

/** W, R and B of the GRU operator, a row for each direction. */
function gruWeights(graph: CoreContext['graph'], directions: readonly GruWeights[]): Value[] {
  const inputs = directions.map(({ input }) => inOnnxOrder(input));
  const hiddens = directions.map(({ hidden }) => inOnnxOrder(hidden));
  const join = (parts: readonly Float64Array[]): Float64Array =>
    Float64Array.from(parts.flatMap((part) => [...part]));
  const stack = (name: string, layers: readonly GruWeights['input'][]): Value =>
    graph.floats(name, join(layers.map(({ weight }) => weight.data)), [
      layers.length,
      ...(layers[0] as GruWeights['input']).weight.shape,
    ]);
  const biases = inputs.flatMap(({ bias }, i) => [bias, (hiddens[i] as GruWeights['hidden']).bias]);
  const gates = (inputs[0] as GruWeights['input']).bias.length;
  return [
    stack('input_weight', inputs),
    stack('hidden_weight', hiddens),
    graph.floats('gate_bias', join(biases), [directions.length, 2 * gates]),
  ];
}
