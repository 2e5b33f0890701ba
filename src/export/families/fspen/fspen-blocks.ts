import { float } from '../../../onnx/attributes.js';
import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';
import type { CacheList } from '../../cache-list.js';
import { NORM_EPS, type Layer } from '../../fold.js';
import type { Tensor, Weights } from '../../weights.js';
import { addBidirectionalGru } from '../../layers/gru.js';
import type { GruWeights } from '../fastenhancer/network.js';
import { transposed } from '../../layers/linear.js';

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
    readonly forward: GruWeights;
    readonly backward: GruWeights;
    readonly output: Layer;
    readonly norm: { readonly scale: Tensor; readonly shift: Tensor };
  };
  readonly time: readonly { readonly gru: GruWeights; readonly output: Layer }[];
}

export function readPathBlock(module: Weights, options: PathBlockOptions): PathBlock {
  const { channels, freq, groups, norm } = options;
  const normShape = norm === 'LayerNorm-Channels' ? [channels] : [freq, channels];
  const frequency = module.scope('intra_rnn');
  const time = module.scope('inter_rnn');
  return {
    options,
    frequency: {
      forward: readGru(frequency, channels),
      backward: readGru(frequency, channels, '_reverse'),
      output: readLinear(module.scope('intra_fc'), channels, 2 * channels),
      norm: {
        scale: module.take('intra_ln.weight', normShape),
        shift: module.take('intra_ln.bias', normShape),
      },
    },
    time: Array.from({ length: groups }, (_, group) => ({
      gru: readGru(time.scope(`inter_rnn.${group}`), channels),
      output: readLinear(time.scope(`inter_fc.${group}`), channels, channels),
    })),
  };
}

const readLinear = (module: Weights, outputs: number, inputs: number): Layer => ({
  weight: module.take('weight', [outputs, inputs]),
  bias: module.take('bias', [outputs]).data,
});

function readGru(module: Weights, channels: number, direction = ''): GruWeights {
  const layer = (side: string): Layer => ({
    weight: module.take(`weight_${side}_l0${direction}`, [3 * channels, channels]),
    bias: module.take(`bias_${side}_l0${direction}`, [3 * channels]).data,
  });
  return { input: layer('ih'), hidden: layer('hh') };
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
  const { output, norm } = frequency;
  const states = addBidirectionalGru({ graph, caches, frequencies, channels }, x, frequency);
  const weight = transposed(output.weight);
  const y = graph.node('MatMul', 'output', [
    states,
    graph.floats('output_weight', weight.data, weight.shape),
  ]);
  const biased = graph.node('Add', 'output_biased', [
    y,
    graph.floats('output_bias', output.bias, [channels]),
  ]);
  const normed = graph.node(
    'LayerNormalization',
    'norm',
    [
      biased,
      graph.floats('norm_scale', norm.scale.data, norm.scale.shape),
      graph.floats('norm_shift', norm.shift.data, norm.shift.shape),
    ],
    { axis: -norm.scale.shape.length, epsilon: float(NORM_EPS) },
  );
  return graph.node('Add', 'residual', [normed, x]);
}

/**
 * All groups' GRUs, one step, as products for each group: for signal x and state h, side by side, one product
 * gives r and z, the signal's part of n and the state's part of n.
 */
function addTimePath(graph: GraphBuilder, x: Value, { options, time }: PathBlock, caches: CacheList): Value {
  const { channels, freq, groups } = options;
  const shape = [groups, freq / groups, channels];
  const cache = caches.add(shape);
  const grouped = graph.node('Reshape', 'grouped', [x, graph.ints('grouped_shape', shape)]);
  const both = graph.node('Concat', 'signal_and_state', [grouped, cache.value], { axis: 2 });
  const gates = joinGates(
    time.map(({ gru }) => gru),
    channels,
  );
  const sums = graph.node('Add', 'gates_biased', [
    graph.node('MatMul', 'gates', [
      both,
      graph.floats('gate_weight', gates.weight, [groups, 2 * channels, 4 * channels]),
    ]),
    graph.floats('gate_bias', gates.bias, [groups, 1, 4 * channels]),
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
  const change = graph.node('Sub', 'change', [cache.value, candidate]);
  const state = graph.node('Add', 'state', [candidate, graph.node('Mul', 'updated', [update, change])]);
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

/** Of each group [2c, 4c]: rows of signal and state, columns r, z, the signal's n and the state's n. */
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
