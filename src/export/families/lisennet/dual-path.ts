import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';
import type { CacheList } from '../../graph/cache-list.js';
import { addCausalConvolution, addConvolution } from '../../layers/convolution.js';
import { addFrameNorm, readFrameNorm } from '../../layers/frame-norm.js';
import {
  addBidirectionalGru,
  addGru,
  readBidirectionalGru,
  readGru,
  type BidirectionalGruWeights,
  type GruWeights,
} from '../../layers/gru.js';
import { addLinear } from '../../layers/linear.js';
import { readLayer, type Affine, type Layer } from '../../weights/fold.js';
import type { Weights } from '../../weights/weights.js';

/** Frames that the depthwise convolution sees. */
const FRAMES = 3;

/** A dual-path RNN and a gated convolution. C: channels, f: frequencies. */
export interface DualPathBlock {
  readonly channels: number;
  readonly frequencies: number;
  readonly frequency: Path<BidirectionalGruWeights>;
  readonly time: Path<GruWeights>;
  readonly gated: {
    readonly norm: Affine;
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
  readonly norm: Affine;
  readonly gru: Gru;
  readonly output: Layer;
}

/** Reads the weights of a dual-path block. */
export function readDualPathBlock(module: Weights, channels: number, frequencies: number): DualPathBlock {
  const hidden = Math.floor(channels / 2) * 3;
  const half = Math.floor(hidden / 2);
  const rnn = module.scope('dp_rnn_attn');
  const norm = (name: string): Affine => readFrameNorm(rnn.scope(name), [frequencies, channels]);
  const frequencyRnn = rnn.scope('intra_rnn_attn');
  const timeRnn = rnn.scope('inter_rnn_attn');
  const glu = module.scope('conv_glu');
  const wide = 2 * channels;
  return {
    channels,
    frequencies,
    frequency: {
      norm: norm('intra_norm'),
      gru: readBidirectionalGru(frequencyRnn.scope('rnn'), channels, half),
      output: readLayer(frequencyRnn.scope('dense'), [channels, 2 * half]),
    },
    time: {
      norm: norm('inter_norm'),
      gru: readGru(timeRnn.scope('rnn'), channels, hidden),
      output: readLayer(timeRnn.scope('dense'), [channels, hidden]),
    },
    gated: {
      norm: readFrameNorm(glu.scope('norm'), [1, channels, 1, frequencies], ['gamma', 'beta']),
      widen: readLayer(glu.scope('fc1'), [2 * wide, channels, 1, 1]),
      convolution: readLayer(glu.scope('dwconv'), [wide, 1, FRAMES, 3]),
      narrow: readLayer(glu.scope('fc2'), [channels, wide, 1, 1]),
    },
  };
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
  return graph.node('Add', 'residual', [addLinear(graph, 'output', core, output), x]);
}

function addGated(
  graph: GraphBuilder,
  x: Value,
  { channels, frequencies, gated }: DualPathBlock,
  caches: CacheList,
): Value {
  const hidden = gated.convolution.bias.length;
  const normed = addFrameNorm(graph, x, gated.norm, [channels, frequencies]);
  const wide = addConvolution(graph, 'widen', normed, gated.widen);
  const sizes = { name: 'half_sizes', values: [hidden, hidden] } as const;
  const [signal, gate] = graph.splitInTwo('halves', wide, sizes, ['signal', 'gate']);
  const convolved = addCausalConvolution(graph, 'depthwise', signal, gated.convolution, {
    caches,
    frequencies,
    groups: hidden,
  });
  // Mish, x·tanh(softplus(x)), which ONNX has from operator set 18 on.
  const mish = graph.node('Mul', 'mish', [
    convolved,
    graph.node('Tanh', 'tanh', [graph.node('Softplus', 'softplus', [convolved])]),
  ]);
  const flat = graph.node('Reshape', 'flat', [mish, graph.ints('flat_shape', [1, hidden, frequencies])]);
  const open = graph.node('Mul', 'open', [flat, gate]);
  return graph.node('Add', 'residual', [addConvolution(graph, 'narrow', open, gated.narrow), x]);
}
