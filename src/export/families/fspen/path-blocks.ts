import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';
import type { CacheList } from '../../graph/cache-list.js';
import { addFrameNorm, readFrameNorm } from '../../layers/frame-norm.js';
import {
  addBidirectionalGru,
  readBidirectionalGru,
  readGru,
  type BidirectionalGruWeights,
  type GruWeights,
} from '../../layers/gru.js';
import { addLinear, transposed } from '../../layers/linear.js';
import { readLayer, type Affine, type Layer } from '../../weights/fold.js';
import type { Weights } from '../../weights/weights.js';

/** Sizes and normalisation of a dual-path block. */
export interface PathBlockOptions {
  readonly channels: number;
  readonly freq: number;
  readonly groups: number;
  readonly norm: 'LayerNorm-FreqChannels' | 'LayerNorm-Channels';
}

/** Dual-path RNN with path extension: along time, each group of frequencies has a GRU of its own. */
export interface PathBlock {
  readonly options: PathBlockOptions;
  readonly frequency: {
    readonly gru: BidirectionalGruWeights;
    readonly output: Layer;
    readonly norm: Affine;
    /** Shape of the normalisation: [c], or [f, c]. */
    readonly normShape: readonly number[];
  };
  readonly time: readonly { readonly gru: GruWeights; readonly output: Layer }[];
}

/** Reads the weights of a dual-path block. */
export function readPathBlock(module: Weights, options: PathBlockOptions): PathBlock {
  const { channels, freq, groups, norm } = options;
  const normShape = norm === 'LayerNorm-Channels' ? [channels] : [freq, channels];
  const time = module.scope('inter_rnn');
  return {
    options,
    frequency: {
      gru: readBidirectionalGru(module.scope('intra_rnn'), channels, channels),
      output: readLayer(module.scope('intra_fc'), [channels, 2 * channels]),
      norm: readFrameNorm(module.scope('intra_ln'), normShape),
      normShape,
    },
    time: Array.from({ length: groups }, (_, group) => ({
      gru: readGru(time.scope(`inter_rnn.${group}`), channels, channels),
      output: readLayer(time.scope(`inter_fc.${group}`), [channels, channels]),
    })),
  };
}

/** [1, f, c] in and out. */
export function addPathBlock(graph: GraphBuilder, x: Value, block: PathBlock, caches: CacheList): Value {
  const y = addFrequencyPath(graph.scope('frequency'), x, block, caches);
  return addTimePath(graph.scope('time'), y, block, caches);
}

function addFrequencyPath(
  graph: GraphBuilder,
  x: Value,
  { options, frequency }: PathBlock,
  caches: CacheList,
): Value {
  const { channels, freq: frequencies } = options;
  const { gru, output, norm, normShape } = frequency;
  const states = addBidirectionalGru({ graph, caches, frequencies, channels }, x, gru);
  const normed = addFrameNorm(graph, addLinear(graph, 'output', states, output), norm, normShape);
  return graph.node('Add', 'residual', [normed, x]);
}

/** A GRU over time and a linear layer for each group of frequencies: [1, f, c] in and out. */
function addTimePath(graph: GraphBuilder, x: Value, { options, time }: PathBlock, caches: CacheList): Value {
  const { channels, freq, groups } = options;
  const shape = [groups, freq / groups, channels];
  const grouped = graph.node('Reshape', 'grouped', [x, graph.ints('grouped_shape', shape)]);
  const cache = caches.add(shape);
  const state = addGroupedGru(
    graph,
    grouped,
    cache.value,
    time.map(({ gru }) => gru),
    channels,
  );
  cache.carry(state);
  const outputs = graph.node('MatMul', 'output', [
    state,
    graph.floats(
      'output_weight',
      time.flatMap(({ output }) => [...transposed(output.weight).data]),
      [groups, channels, channels],
    ),
  ]);
  const biased = graph.node('Add', 'output_biased', [
    outputs,
    graph.floats(
      'output_bias',
      time.flatMap(({ output }) => [...output.bias]),
      [groups, 1, channels],
    ),
  ]);
  // The reference adds the signal twice, inside the path and around it.
  const twice = graph.node('Mul', 'twice', [grouped, graph.floats('two', [2], [])]);
  const sum = graph.node('Add', 'residual', [biased, twice]);
  return graph.node('Reshape', 'ungrouped', [sum, graph.ints('ungrouped_shape', [1, freq, channels])]);
}

/**
 * One step of all groups' GRUs. Signal and state stand side by side, so that one product for each group gives
 * r and z, the signal's part of n and the state's part of n.
 *
 * @param signal [groups, f ÷ groups, c], as the state and the result
 */
function addGroupedGru(
  graph: GraphBuilder,
  signal: Value,
  state: Value,
  grus: readonly GruWeights[],
  channels: number,
): Value {
  const both = graph.node('Concat', 'signal_and_state', [signal, state], { axis: 2 });
  const gates = joinGates(grus, channels);
  const sums = graph.node('Add', 'gates_biased', [
    graph.node('MatMul', 'gates', [
      both,
      graph.floats('gate_weight', gates.weight, [grus.length, 2 * channels, 4 * channels]),
    ]),
    graph.floats('gate_bias', gates.bias, [grus.length, 1, 4 * channels]),
  ]);
  const [resetAndUpdate, fromSignal, fromState] = graph.nodeOf(
    'Split',
    'gate_parts',
    [sums, graph.ints('gate_sizes', [2 * channels, channels, channels])],
    ['reset_and_update', 'from_signal', 'from_state'],
    { axis: 2 },
  ) as [Value, Value, Value];
  const [reset, update] = graph.nodeOf(
    'Split',
    'open',
    [graph.node('Sigmoid', 'sigmoid', [resetAndUpdate]), graph.ints('open_sizes', [channels, channels])],
    ['reset', 'update'],
    { axis: 2 },
  ) as [Value, Value];
  const candidate = graph.node('Tanh', 'candidate', [
    graph.node('Add', 'candidate_sum', [fromSignal, graph.node('Mul', 'kept', [reset, fromState])]),
  ]);
  // h' = n + z·(h − n)
  const change = graph.node('Sub', 'change', [state, candidate]);
  return graph.node('Add', 'state', [candidate, graph.node('Mul', 'updated', [update, change])]);
}

/** A matrix [2c, 4c] for each group: rows for signal and state, columns for r, z, the signal's n, the state's n. */
function joinGates(grus: readonly GruWeights[], channels: number) {
  const weight = new Float64Array(grus.length * 8 * channels ** 2);
  const bias = new Float64Array(grus.length * 4 * channels);
  grus.forEach(({ input, hidden }, group) => {
    for (const [side, layer] of [input, hidden].entries())
      layer.bias.forEach((value, row) => {
        // n's two parts stay apart, since r acts on the state's only.
        const column = row < 2 * channels ? row : row + side * channels;
        bias[group * 4 * channels + column] = (bias[group * 4 * channels + column] as number) + value;
        for (let from = 0; from < channels; from++)
          weight[((group * 2 + side) * channels + from) * 4 * channels + column] = layer.weight.data[
            row * channels + from
          ] as number;
      });
  });
  return { weight, bias };
}
