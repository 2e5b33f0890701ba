import { z } from 'zod';
import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';
import type { CacheList } from '../../graph/cache-list.js';
import { applyComplexMask } from '../../layers/complex-mask.js';
import { compress, expand } from '../../layers/compression.js';
import { addConvolution, addTransposedConvolution } from '../../layers/convolution.js';
import { addFrameNorm, readFrameNorm } from '../../layers/frame-norm.js';
import { readLayer, type Affine, type Layer } from '../../weights/fold.js';
import type { Weights } from '../../weights/weights.js';
import { familyOf512 } from '../family-of-512.js';
import { BINS_OF_512, optionsOf512 } from '../options.js';
import { addDualPathBlock, readDualPathBlock, type DualPathBlock } from './dual-path.js';
import { addPhaseFeatures } from './phase-features.js';

const BINS = BINS_OF_512;
/** Names of a normalisation's scale and shift. */
const GAMMA_BETA = ['gamma', 'beta'] as const;
const FEATURES = 3;

const optionsSchema = z.strictObject({
  num_channels: z.int().min(4).max(1024).multipleOf(4).default(16),
  n_blocks: z.int().min(1).max(64).default(2),
  ...optionsOf512,
  normalized: z.literal(false).default(false),
});
type Options = z.infer<typeof optionsSchema>;

/** Halves the frequencies; keeps the low quarter in full and strides over the rest. Sees two frames. */
interface Downsampling {
  readonly frequencies: number;
  /** [out, 2·in, 3] and [out, 2·in, 5]: the earlier frame's channels come first. */
  readonly low: Layer;
  readonly high: Layer;
  readonly norm: Affine;
  readonly slopes: Float64Array;
}

/** Doubles the frequencies: keeps the low half and triples the rest. */
interface Upsampling {
  readonly frequencies: number;
  /** [out, in, 3]. */
  readonly low: Layer;
  /** Transposed convolution [in, out, 9], stride 3. */
  readonly high: Layer;
}

interface Lisennet {
  readonly inputCompression: number;
  /** Phase advance of each bin in one hop, radians. */
  readonly phaseAdvance: Float64Array;
  readonly first: { readonly layer: Layer; readonly norm: Affine; readonly slopes: Float64Array };
  readonly encoder: readonly Downsampling[];
  readonly blocks: readonly DualPathBlock[];
  readonly decoder: readonly Upsampling[];
  readonly mask: {
    /** [2, 2·in, 2]: the earlier frame's channels come first. */
    readonly layer: Layer;
    readonly norm: Affine;
    readonly slopes: Float64Array;
    readonly last: Layer;
    /** Steepness of the sigmoid, for each bin. */
    readonly steepness: Float64Array;
  };
}

/** LiSenNet (Yan, Zhang, Jiang and Zhang, "LiSenNet: lightweight sub-band and dual-path network", ICASSP 2025). */
export const lisennetFamily = familyOf512('lisennet', {
  options: optionsSchema,
  read: readLisennet,
  add: addLisennet,
});

function readLisennet(weights: Weights, options: Options): Lisennet {
  const { num_channels: channels } = options;
  const quarter = channels / 4;
  const encoder = weights.scope('encoder');
  const decoder = weights.scope('decoder');
  const maskConv = decoder.scope('mask_conv');
  return {
    inputCompression: options.input_compression,
    // Rounded as the reference rounds it: the phases that it is taken from are large, so that it shows.
    phaseAdvance: Float64Array.from(
      { length: BINS },
      (_, bin) => Math.fround((2 * Math.PI * options.hop_size) / options.n_fft) * bin,
    ),
    first: {
      layer: scalePhases(readLayer(encoder.scope('conv_1.0'), [quarter, FEATURES, 1, 1])),
      norm: readFrameNorm(encoder.scope('conv_1.1'), [1, 1, 1, BINS], GAMMA_BETA),
      slopes: encoder.read('conv_1.2.weight', [quarter]).data,
    },
    encoder: [BINS, 128, 64].map((frequencies, i) =>
      readDownsampling(encoder.scope(`conv_${i + 2}`), frequencies, (i + 1) * quarter, (i + 2) * quarter),
    ),
    blocks: Array.from({ length: options.n_blocks }, (_, i) =>
      readDualPathBlock(weights.scope(`blocks.${i}`), channels, 32),
    ),
    decoder: [32, 64, 128].map((frequencies, i) =>
      readUpsampling(decoder.scope(`up${i + 1}`), frequencies, 2 * (4 - i) * quarter, (3 - i) * quarter),
    ),
    mask: {
      layer: joinFrames(readLayer(maskConv.scope('0'), [2, quarter, 2, 2])),
      norm: readFrameNorm(maskConv.scope('1'), [1, 1, 1, BINS], GAMMA_BETA),
      slopes: maskConv.read('2.weight', [2]).data,
      last: readLayer(maskConv.scope('3'), [2, 2, 1, 1]),
      steepness: decoder.read('lsigmoid.slope', [BINS, 1, 1]).data,
    },
  };
}

function readDownsampling(
  module: Weights,
  frequencies: number,
  inputs: number,
  outputs: number,
): Downsampling {
  return {
    frequencies,
    low: joinFrames(readLayer(module.scope('low_conv'), [outputs, inputs, 2, 3])),
    high: joinFrames(readLayer(module.scope('high_conv'), [outputs, inputs, 2, 5])),
    norm: readFrameNorm(module.scope('norm'), [1, 1, 1, frequencies >> 1], GAMMA_BETA),
    slopes: module.read('act.weight', [outputs]).data,
  };
}

function readUpsampling(module: Weights, frequencies: number, inputs: number, outputs: number): Upsampling {
  return {
    frequencies,
    low: readLayer(module.scope('low_conv'), [outputs, inputs, 1, 3]),
    high: unshuffle(readLayer(module.scope('high_conv.conv'), [3 * outputs, inputs, 1, 3])),
  };
}

/** The network takes phases in units of π: that is put into the weights of its first layer. */
const scalePhases = ({ weight, bias }: Layer): Layer => ({
  weight: {
    shape: weight.shape,
    data: weight.data.map((value, i) => (i % FEATURES === 0 ? value : value / Math.PI)),
  },
  bias,
});

/** A convolution over frames and frequency [out, in, frames, kernel] as one over (frame, in) [out, frames·in, kernel]. */
function joinFrames({ weight, bias }: Layer): Layer {
  const [outputs, inputs, frames, kernel] = weight.shape as [number, number, number, number];
  const data = new Float64Array(weight.data.length);
  let at = 0;
  for (let output = 0; output < outputs; output++)
    for (let frame = 0; frame < frames; frame++)
      for (let input = 0; input < inputs; input++)
        for (let tap = 0; tap < kernel; tap++)
          data[at++] = weight.data[((output * inputs + input) * frames + frame) * kernel + tap] as number;
  return { weight: { shape: [outputs, frames * inputs, kernel], data }, bias };
}

/**
 * A convolution [3·out, in, 1, 3] whose outputs are dealt out along frequency, three by three, as the transposed
 * convolution that does the same: [in, out, 9], stride 3, padding 3. The bias stays (phase, out).
 */
function unshuffle({ weight, bias }: Layer): Layer {
  const [rows, inputs] = weight.shape as [number, number];
  const outputs = rows / 3;
  const data = new Float64Array(weight.data.length);
  for (let phase = 0; phase < 3; phase++)
    for (let output = 0; output < outputs; output++)
      for (let input = 0; input < inputs; input++)
        for (let tap = 0; tap < 3; tap++)
          data[(input * outputs + output) * 9 + 6 - 3 * tap + phase] = weight.data[
            ((phase * outputs + output) * inputs + input) * 3 + tap
          ] as number;
  return { weight: { shape: [inputs, outputs, 9], data }, bias };
}

function addLisennet(graph: GraphBuilder, network: Lisennet, spectrum: Value, caches: CacheList): Value {
  const compressed = compress(graph.scope('compress'), spectrum, network.inputCompression);
  const features = addPhaseFeatures(graph.scope('features'), compressed, network.phaseAdvance, caches);
  const { first, mask } = network;
  let x = addConvolution(graph.scope('encoder.first'), 'conv', features, first.layer);
  x = addFrameNorm(graph.scope('encoder.first'), x, first.norm, [first.slopes.length, BINS]);
  x = addPrelu(graph.scope('encoder.first'), x, first.slopes);
  const skips = network.encoder.map((layer, i) => {
    x = addDownsampling(graph.scope(`encoder.${i}`), x, layer, caches);
    return x;
  });
  network.blocks.forEach((block, i) => (x = addDualPathBlock(graph.scope(`blocks.${i}`), x, block, caches)));
  network.decoder.forEach((layer, i) => {
    const scope = graph.scope(`decoder.${i}`);
    const joined = scope.node('Concat', 'with_skip', [x, skips.pop() as Value], { axis: 1 });
    x = addUpsampling(scope, joined, layer);
  });
  const scope = graph.scope('mask');
  const inputs = (mask.layer.weight.shape[1] as number) / 2;
  const frames = addTwoFrames(scope, x, [1, inputs, BINS - 1], caches);
  x = addConvolution(scope, 'conv', frames, mask.layer, { padding: 1 });
  x = addPrelu(scope, addFrameNorm(scope, x, mask.norm, [2, BINS]), mask.slopes);
  x = addConvolution(scope, 'last', x, mask.last);
  const steep = scope.node('Mul', 'steep', [x, scope.floats('steepness', mask.steepness, [BINS])]);
  const masked = applyComplexMask(scope, compressed, scope.node('Sigmoid', 'sigmoid', [steep]));
  return expand(graph.scope('expand'), masked, network.inputCompression);
}

/** The frame before, kept as a cache, and this one, one above the other. */
function addTwoFrames(graph: GraphBuilder, x: Value, shape: readonly number[], caches: CacheList): Value {
  const cache = caches.add(shape);
  cache.carry(x);
  return graph.node('Concat', 'frames', [cache.value, x], { axis: 1 });
}

function addDownsampling(graph: GraphBuilder, x: Value, layer: Downsampling, caches: CacheList): Value {
  const { frequencies, low, high, norm, slopes } = layer;
  const inputs = (low.weight.shape[1] as number) / 2;
  const frames = addTwoFrames(graph, x, [1, inputs, frequencies], caches);
  const lowest = frequencies >> 2;
  const [lowBand, highBand] = splitBands(graph, frames, [lowest, frequencies - lowest]);
  const joined = graph.node(
    'Concat',
    'bands_joined',
    [
      addConvolution(graph, 'low', lowBand, low),
      addConvolution(graph, 'high', highBand, high, { stride: 3 }),
    ],
    { axis: 2 },
  );
  const normed = addFrameNorm(graph, joined, norm, [slopes.length, frequencies >> 1]);
  return addPrelu(graph, normed, slopes);
}

function addUpsampling(graph: GraphBuilder, x: Value, { frequencies, low, high }: Upsampling): Value {
  const half = frequencies / 2;
  const [lowBand, highBand] = splitBands(graph, x, [half, half]);
  const outputs = low.bias.length;
  // The bias depends on the phase, so that it is added afterwards.
  const unbiasedHigh = { weight: high.weight, bias: new Float64Array(0) };
  const tripled = addTransposedConvolution(graph, 'high', highBand, unbiasedHigh, 3);
  const bias = Float64Array.from(
    { length: outputs * 3 * half },
    (_, i) => high.bias[(i % 3) * outputs + Math.floor(i / (3 * half))] as number,
  );
  const biased = graph.node('Add', 'high_biased', [
    tripled,
    graph.floats('high_bias', bias, [1, outputs, 3 * half]),
  ]);
  return graph.node('Concat', 'bands_joined', [addConvolution(graph, 'low', lowBand, low), biased], {
    axis: 2,
  });
}

const splitBands = (graph: GraphBuilder, x: Value, sizes: readonly [number, number]): [Value, Value] =>
  graph.nodeOf('Split', 'bands', [x, graph.ints('band_sizes', sizes)], ['low', 'high'], { axis: 2 }) as [
    Value,
    Value,
  ];

/** @param slopes of the channels, below zero */
const addPrelu = (graph: GraphBuilder, x: Value, slopes: Float64Array): Value =>
  graph.node('PRelu', 'prelu', [x, graph.floats('slopes', slopes, [slopes.length, 1])]);
