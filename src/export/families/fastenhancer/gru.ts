import type { Value } from '../../../onnx/graph-builder.js';
import type { CoreContext } from './blocks.js';
import { pickRows } from './linear.js';
import type { GruWeights } from './network.js';

/** A GRU over time on [1, f, c]; the frequencies are its batch. */
export function addGru({ graph, caches, frequencies }: CoreContext, x: Value, gru: GruWeights): Value {
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
