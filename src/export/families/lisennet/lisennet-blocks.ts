import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';
import type { CacheList } from '../../cache-list.js';
import type { Layer } from '../../fold.js';
import type { Tensor, Weights } from '../../weights.js';
import { addBidirectionalGru, addGru } from '../../layers/gru.js';
import { transposed } from '../../layers/linear.js';
import type { GruWeights } from '../fastenhancer/network.js';
import { addFrameNorm, readFrameNorm, type FrameNorm } from './lisennet-layers.js';

/** Frames that the depthwise convolution sees. */
const FRAMES = 3;

/** A dual-path RNN and a gated convolution. C: channels, f: frequencies. */
export interface DualPathBlock {
  readonly channels: number;
  readonly frequencies: number;
  readonly frequency: Path<{ readonly forward: GruWeights; readonly backward: GruWeights }>;
  readonly time: Path<GruWeights>;
  readonly gated: {
    readonly norm: FrameNorm;
    /** [2·hidden, C]: signal, then gate. */
    readonly widen: Layer;
    /** Depthwise [hidden, 1, frames, 3]. */
    readonly convolution: Layer;
    /** [C, hidden]. */
    readonly narrow: Layer;
  };
}

/** Normalisation over the frame [f, C], a GRU and a linear layer. */
interface Path<Gru> {
  readonly norm: FrameNorm;
  readonly gru: Gru;
  readonly output: Layer;
}

export function readDualPathBlock(module: Weights, channels: number, frequencies: number): DualPathBlock {
  const hidden = Math.floor(channels / 2) * 3;
  const half = Math.floor(hidden / 2);
  const rnn = module.scope('dp_rnn_attn');
  const norm = (name: string): FrameNorm => ({
    scale: rnn.take(`${name}.weight`, [frequencies, channels]),
    shift: rnn.take(`${name}.bias`, [frequencies, channels]),
  });
  const frequencyRnn = rnn.scope('intra_rnn_attn');
  const timeRnn = rnn.scope('inter_rnn_attn');
  const glu = module.scope('conv_glu');
  const wide = 2 * channels;
  return {
    channels,
    frequencies,
    frequency: {
      norm: norm('intra_norm'),
      gru: {
        forward: readGru(frequencyRnn.scope('rnn'), channels, half),
        backward: readGru(frequencyRnn.scope('rnn'), channels, half, '_reverse'),
      },
      output: readLayer(frequencyRnn.scope('dense'), [channels, 2 * half]),
    },
    time: {
      norm: norm('inter_norm'),
      gru: readGru(timeRnn.scope('rnn'), channels, hidden),
      output: readLayer(timeRnn.scope('dense'), [channels, hidden]),
    },
    gated: {
      norm: readFrameNorm(glu.scope('norm'), [1, channels, 1, frequencies]),
      widen: readLayer(glu.scope('fc1'), [2 * wide, channels, 1, 1]),
      convolution: readLayer(glu.scope('dwconv'), [wide, 1, FRAMES, 3]),
      narrow: readLayer(glu.scope('fc2'), [channels, wide, 1, 1]),
    },
  };
}

const readLayer = (module: Weights, shape: readonly number[]): Layer => ({
  weight: module.take('weight', shape),
  bias: module.take('bias', [shape[0] as number]).data,
});

function readGru(module: Weights, input: number, hidden: number, direction = ''): GruWeights {
  const layer = (side: string, width: number): Layer => ({
    weight: module.take(`weight_${side}_l0${direction}`, [3 * hidden, width]),
    bias: module.take(`bias_${side}_l0${direction}`, [3 * hidden]).data,
  });
  return { input: layer('ih', input), hidden: layer('hh', hidden) };
}

/** [1, C, f] in and out. */
export function addDualPathBlock(
  graph: GraphBuilder,
  x: Value,
  block: DualPathBlock,
  caches: CacheList,
): Value {
  const { channels, frequencies, frequency, time } = block;
  const byFrequency = graph.node('Transpose', 'by_frequency', [x], { perm: [0, 2, 1] });
  const context = { caches, frequencies, channels };
  const frequencyScope = graph.scope('frequency');
  let y = addPath(frequencyScope, byFrequency, frequency, block, (input) =>
    addBidirectionalGru({ ...context, graph: frequencyScope }, input, frequency.gru),
  );
  const timeScope = graph.scope('time');
  y = addPath(timeScope, y, time, block, (input) =>
    addGru({ ...context, graph: timeScope }, input, time.gru),
  );
  const byChannel = graph.node('Transpose', 'by_channel', [y], { perm: [0, 2, 1] });
  return addGated(graph.scope('gated'), byChannel, block, caches);
}

function addPath(
  graph: GraphBuilder,
  x: Value,
  { norm, output }: Path<unknown>,
  { channels, frequencies }: DualPathBlock,
  addCore: (input: Value) => Value,
): Value {
  const core = addCore(addFrameNorm(graph, x, norm, [frequencies, channels]));
  const { data, shape }: Tensor = transposed(output.weight);
  const y = graph.node('MatMul', 'output', [core, graph.floats('output_weight', data, shape)]);
  const biased = graph.node('Add', 'output_biased', [
    y,
    graph.floats('output_bias', output.bias, [channels]),
  ]);
  return graph.node('Add', 'residual', [biased, x]);
}

function addGated(
  graph: GraphBuilder,
  x: Value,
  { channels, frequencies, gated }: DualPathBlock,
  caches: CacheList,
): Value {
  const hidden = gated.convolution.bias.length;
  const normed = addFrameNorm(graph, x, gated.norm, [channels, frequencies]);
  const wide = addPointwise(graph, 'widen', normed, gated.widen);
  const [signal, gate] = graph.nodeOf(
    'Split',
    'halves',
    [wide, graph.ints('half_sizes', [hidden, hidden])],
    ['signal', 'gate'],
    { axis: 1 },
  ) as [Value, Value];
  const cache = caches.add([1, hidden, FRAMES - 1, frequencies]);
  const frame = graph.node('Reshape', 'frame', [
    signal,
    graph.ints('frame_shape', [1, hidden, 1, frequencies]),
  ]);
  const frames = graph.node('Concat', 'frames', [cache.value, frame], { axis: 2 });
  cache.carry(
    graph.node('Slice', 'newest_frames', [
      frames,
      graph.ints('newest', [1]),
      graph.ints('end', [FRAMES]),
      graph.ints('time_axis', [2]),
    ]),
  );
  const { weight, bias } = gated.convolution;
  const convolved = graph.node(
    'Conv',
    'depthwise',
    [
      frames,
      graph.floats('depthwise_weight', weight.data, weight.shape),
      graph.floats('depthwise_bias', bias, [hidden]),
    ],
    { group: hidden, pads: [0, 1, 0, 1] },
  );
  // Mish, x·tanh(softplus(x)), which ONNX has from operator set 18 on.
  const mish = graph.node('Mul', 'mish', [
    convolved,
    graph.node('Tanh', 'tanh', [graph.node('Softplus', 'softplus', [convolved])]),
  ]);
  const flat = graph.node('Reshape', 'flat', [mish, graph.ints('flat_shape', [1, hidden, frequencies])]);
  const open = graph.node('Mul', 'open', [flat, gate]);
  return graph.node('Add', 'residual', [addPointwise(graph, 'narrow', open, gated.narrow), x]);
}

/** A 1×1 convolution. */
function addPointwise(graph: GraphBuilder, name: string, x: Value, { weight, bias }: Layer): Value {
  return graph.node('Conv', name, [
    x,
    graph.floats(`${name}_weight`, weight.data, [weight.shape[0] as number, weight.shape[1] as number, 1]),
    graph.floats(`${name}_bias`, bias, [bias.length]),
  ]);
}
