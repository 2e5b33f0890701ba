import { z } from 'zod';
import { UserError } from '../../../shared/user-error.js';
import { words } from '../../../words/words.js';
import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';
import type { CacheList } from '../../graph/cache-list.js';
import { applyComplexMask } from '../../layers/complex-mask.js';
import { compress, expand } from '../../layers/compression.js';
import { addConvolution, addTransposedConvolution } from '../../layers/convolution.js';
import { addLinear } from '../../layers/linear.js';
import { batchNorm, foldOutput, NORM_EPS, readLayer, type Layer } from '../../weights/fold.js';
import type { Tensor, Weights } from '../../weights/weights.js';
import { familyOf512 } from '../family-of-512.js';
import { BINS_OF_512, optionsOf512 } from '../options.js';
import { addPathBlock, readPathBlock, type PathBlock } from './path-blocks.js';
import { addSubbandDecoder, addSubbandEncoder, readSubbands, SUBBANDS, type Subbands } from './subbands.js';

const count = z.int().min(1).max(1024);
const three = z.array(count).length(3);

const optionsSchema = z.strictObject({
  channels: three.default([4, 16, 32]),
  kernel_size: three.default([6, 8, 6]),
  stride: three.default([2, 2, 2]),
  dpe_kwargs: z
    .strictObject({
      num_blocks: z.int().min(1).max(64).default(3),
      channels: count.default(16),
      freq: count.default(32),
      groups: z.literal(8).default(8),
      norm: z.enum(['LayerNorm-FreqChannels', 'LayerNorm-Channels']).default('LayerNorm-FreqChannels'),
    })
    .prefault({}),
  ...optionsOf512,
});
type Options = z.infer<typeof optionsSchema>;

/** A convolution over frequency and its stride. */
interface Convolution extends Layer {
  readonly stride: number;
}

interface Fspen {
  readonly inputCompression: number;
  readonly subbands: Subbands;
  readonly encoder: readonly Convolution[];
  /** 1×1 convolution without a bias. */
  readonly encoderPost: Tensor;
  /** Linear over frequency [f, 64], ELU, then a layer over channels [c, C]. */
  readonly merge: { readonly frequency: Tensor; readonly channels: Layer };
  readonly blocks: readonly PathBlock[];
  /** A layer over channels [C, c], then linear over frequency [64, f]. */
  readonly split: { readonly channels: Layer; readonly frequency: Tensor };
  /** Transposed convolutions [2·in, out, kernel], the 1×1 convolution before each folded in. */
  readonly decoder: readonly Convolution[];
}

/**
 * FSPEN (Yang, Liu, Meng, Lee, Ko and Ruan, "FSPEN: an ultra-lightweight network for real time speech
 * enhancement", ICASSP 2024).
 */
export const fspenFamily = familyOf512('fspen', { options: optionsSchema, read: readFspen, add: addFspen });

function readFspen(weights: Weights, options: Options): Fspen {
  const { channels, kernel_size: kernels, stride: strides, dpe_kwargs: dpe } = options;
  const [, , wide] = channels as [number, number, number];
  if (strides.reduce((product, stride) => product * stride, 1) * SUBBANDS !== BINS_OF_512 - 1)
    throw new UserError(words('export.bandStrides', { strides: strides.join(', '), bands: SUBBANDS }));
  if (dpe.freq % dpe.groups !== 0)
    throw new UserError(words('export.bandGroups', { frequencies: dpe.freq, groups: dpe.groups }));
  const levels = channels.map((outputs, i): Level => {
    const inputs = i === 0 ? 2 : (channels[i - 1] as number);
    return { inputs, outputs, kernel: kernels[i] as number, stride: strides[i] as number };
  });
  return {
    inputCompression: options.input_compression,
    subbands: readSubbands(weights, wide),
    encoder: levels.map((level, i) => readEncoder(weights.scope(`fullband_encoder.${i}`), level)),
    encoderPost: weights.read('fullband_encoder_post.weight', [wide, wide, 1]),
    merge: {
      frequency: weights.read('feature_merge.0.weight', [dpe.freq, 2 * SUBBANDS]),
      channels: readLayer(weights.scope('feature_merge.2'), [dpe.channels, wide, 1]),
    },
    blocks: Array.from({ length: dpe.num_blocks }, (_, i) =>
      readPathBlock(weights.scope(`dpe_blocks.${i}`), dpe),
    ),
    split: {
      channels: readLayer(weights.scope('feature_split.0'), [wide, dpe.channels, 1]),
      frequency: weights.read('feature_split.1.weight', [2 * SUBBANDS, dpe.freq]),
    },
    decoder: [...levels].reverse().map((level, i) => {
      const isLast = i === levels.length - 1;
      return readDecoder(weights.scope(`fullband_decoder.${i}`), level, { isLast });
    }),
  };
}

/** One of the full band's convolutions, which the encoder and the decoder have in opposite directions. */
interface Level {
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: number;
  readonly stride: number;
}

function readEncoder(module: Weights, { inputs, outputs, kernel, stride }: Level): Convolution {
  const layer = readLayer(module.scope('0'), [outputs, inputs, kernel], false);
  return { ...foldOutput(layer, batchNorm(module.scope('1'), outputs, NORM_EPS)), stride };
}

/** The last decoder has a bias, and no normalisation behind it. */
function readDecoder(
  module: Weights,
  { inputs: outputs, outputs: width, kernel, stride }: Level,
  { isLast }: { readonly isLast: boolean },
): Convolution {
  const convolution = module.read('1.weight', [width, outputs, kernel]);
  const weight = joinPointwise(module.read('0.weight', [width, 2 * width, 1]), convolution);
  if (isLast) return { weight, bias: module.read('1.bias', [outputs]).data, stride };
  const { scale, shift } = batchNorm(module.scope('2'), outputs, NORM_EPS);
  const data = weight.data.map((value, at) => value * (scale[Math.floor(at / kernel) % outputs] as number));
  return { weight: { shape: weight.shape, data }, bias: shift, stride };
}

/** A 1×1 convolution [b, a, 1] and the transposed convolution [b, c, k] behind it as one [a, c, k]. */
function joinPointwise(pointwise: Tensor, transposedWeight: Tensor): Tensor {
  const [middle, inputs] = pointwise.shape as [number, number];
  const [, outputs, kernel] = transposedWeight.shape as [number, number, number];
  const taps = outputs * kernel;
  const data = new Float64Array(inputs * taps);
  for (let input = 0; input < inputs; input++)
    for (let via = 0; via < middle; via++) {
      const factor = pointwise.data[via * inputs + input] as number;
      for (let tap = 0; tap < taps; tap++)
        data[input * taps + tap] =
          (data[input * taps + tap] as number) + factor * (transposedWeight.data[via * taps + tap] as number);
    }
  return { shape: [inputs, outputs, kernel], data };
}

function addFspen(graph: GraphBuilder, network: Fspen, spectrum: Value, caches: CacheList): Value {
  const compressed = compress(graph.scope('compress'), spectrum, network.inputCompression);
  const magnitude = graph.node('ReduceL2', 'magnitude', [compressed], { axes: [1], keepdims: 0 });
  const subbands = addSubbandEncoder(graph.scope('subband_encoder'), magnitude, network.subbands);
  let x = compressed;
  const skips = network.encoder.map((layer, i) => {
    x = addEncoder(graph.scope(`fullband_encoder.${i}`), x, layer);
    return x;
  });
  x = addMerge(graph.scope('feature_merge'), x, subbands, network);
  network.blocks.forEach((block, i) => (x = addPathBlock(graph.scope(`blocks.${i}`), x, block, caches)));
  const [fullband, decoderSubbands] = addSplit(graph.scope('feature_split'), x, network);
  const subbandMask = addSubbandDecoder(
    graph.scope('subband_decoder'),
    subbands,
    decoderSubbands,
    network.subbands,
  );
  x = graph.node('Transpose', 'fullband_by_channel', [fullband], { perm: [0, 2, 1] });
  network.decoder.forEach((layer, i) => {
    x = addDecoder(graph.scope(`fullband_decoder.${i}`), x, skips.pop() as Value, layer, {
      isLast: i === network.decoder.length - 1,
    });
  });
  const mask = addMeanMask(graph.scope('mask'), x, subbandMask);
  return expand(
    graph.scope('expand'),
    applyComplexMask(graph.scope('mask'), compressed, mask),
    network.inputCompression,
  );
}

const addEncoder = (graph: GraphBuilder, x: Value, layer: Convolution): Value =>
  graph.node('Elu', 'elu', [addConvolution(graph, 'conv', x, layer, { stride: layer.stride })]);

/** Joins [1, C, 32] of the full band and [1, 33, C] of the subbands to [1, f, c]. */
function addMerge(
  graph: GraphBuilder,
  fullband: Value,
  subbands: Value,
  { encoderPost, merge }: Fspen,
): Value {
  const [outputs, inputs] = encoderPost.shape as [number, number];
  const [frequencies, bands] = merge.frequency.shape as [number, number];
  const byFrequency = graph.node(
    'com.microsoft.FusedMatMul',
    'encoder_post',
    [fullband, graph.floats('encoder_post_weight', encoderPost.data, [outputs, inputs])],
    { transA: 1, transB: 1 },
  );
  const all = graph.node('Concat', 'all_bands', [byFrequency, subbands], { axis: 1 });
  // The subbands have one row more than there are: zeros, which count for nothing.
  const weight = Float64Array.from({ length: frequencies * (bands + 1) }, (_, at) => {
    const column = at % (bands + 1);
    return column < bands
      ? (merge.frequency.data[Math.floor(at / (bands + 1)) * bands + column] as number)
      : 0;
  });
  const fewer = graph.node('MatMul', 'frequency', [
    graph.floats('frequency_weight', weight, [1, frequencies, bands + 1]),
    all,
  ]);
  return addLinear(graph, 'channels', graph.node('Elu', 'elu', [fewer]), merge.channels);
}

/** [1, f, c] to [1, 32, C] for the full band and [1, 33, C], the last row zero, for the subbands. */
function addSplit(graph: GraphBuilder, x: Value, { split }: Fspen): [Value, Value] {
  const [bands, frequencies] = split.frequency.shape as [number, number];
  const weight = new Float64Array((bands + 1) * frequencies);
  weight.set(split.frequency.data);
  const wide = addLinear(graph, 'channels', x, split.channels);
  const all = graph.node('Elu', 'elu', [
    graph.node('MatMul', 'frequency', [
      graph.floats('frequency_weight', weight, [1, bands + 1, frequencies]),
      wide,
    ]),
  ]);
  return graph.nodeOf(
    'Split',
    'paths',
    [all, graph.ints('path_sizes', [SUBBANDS, SUBBANDS + 1])],
    ['fullband', 'subbands'],
    { axis: 1 },
  ) as [Value, Value];
}

function addDecoder(
  graph: GraphBuilder,
  x: Value,
  skip: Value,
  layer: Convolution,
  { isLast }: { readonly isLast: boolean },
): Value {
  const joined = graph.node('Concat', 'with_skip', [x, skip], { axis: 1 });
  const y = addTransposedConvolution(graph, 'conv', joined, layer, layer.stride, isLast ? 1 : 0);
  return isLast ? y : graph.node('Elu', 'elu', [y]);
}

/**
 * The full-band mask [1, 2, bins] with the mean of its own magnitude and the subbands' mask [1, bins]; the latter
 * comes halved.
 */
function addMeanMask(graph: GraphBuilder, mask: Value, halfSubbandMask: Value): Value {
  const magnitude = graph.node('ReduceL2', 'magnitude', [mask], { axes: [1], keepdims: 1 });
  const share = graph.node('Div', 'share', [halfSubbandMask, magnitude]);
  const gain = graph.node('Add', 'gain', [share, graph.floats('half', [0.5], [])]);
  return graph.node('Mul', 'mean', [mask, gain]);
}
