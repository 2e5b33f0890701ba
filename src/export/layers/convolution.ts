import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import { float } from '../../onnx/attributes.js';
import type { CacheList } from '../cache-list.js';
import { NORM_EPS, type Layer } from '../fold.js';
import type { Activation, FastEnhancer, GroupNorm, Mask, Stage } from '../families/fastenhancer/network.js';

interface StageContext {
  readonly activation: Activation;
  readonly caches: CacheList;
  /** Of the output. */
  readonly frequencies: number;
  /** Of the convolution over frequency, 1 unless told. */
  readonly stride?: number;
}

/** Convolution, normalisation and activation on [1, channels, frequencies]. */
export const addStage = (graph: GraphBuilder, x: Value, stage: Stage, context: StageContext): Value =>
  addActivation(graph, addLinearStage(graph, x, stage, context), context.activation);

/** Convolution and normalisation. */
export function addLinearStage(graph: GraphBuilder, x: Value, stage: Stage, context: StageContext): Value {
  const y =
    stage.weight.shape.length === 4 && stage.weight.shape[2] !== 1
      ? addCausalConvolution(graph, x, stage, context)
      : addConvolution(graph, x, stage, context.stride ?? 1);
  return stage.groupNorm
    ? addGroupNorm(graph, y, stage.groupNorm, [stage.bias.length, context.frequencies])
    : y;
}

export const addActivation = (graph: GraphBuilder, x: Value, activation: Activation): Value =>
  activation === 'SiLU'
    ? graph.node('com.microsoft.QuickGelu', 'silu', [x], { alpha: float(1) })
    : graph.node('Relu', 'relu', [x]);

/** Normalises over both axes of [1, a, b]; `channelAxis` says which of them the scales belong to. */
export function addGroupNorm(
  graph: GraphBuilder,
  x: Value,
  { scale, shift }: GroupNorm,
  shape: readonly [number, number],
  channelAxis: 0 | 1 = 0,
): Value {
  const everywhere = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: shape[0] * shape[1] }, (_, i) => {
      return values[channelAxis === 0 ? Math.floor(i / shape[1]) : i % shape[1]] as number;
    });
  return graph.node(
    'LayerNormalization',
    'norm',
    [
      x,
      graph.floats('norm_scale', everywhere(scale), shape),
      graph.floats('norm_shift', everywhere(shift), shape),
    ],
    { axis: 1, epsilon: float(NORM_EPS) },
  );
}

/** A convolution over frequency that keeps its range, or divides it by the stride. */
function addConvolution(graph: GraphBuilder, x: Value, { weight, bias }: Layer, stride: number): Value {
  const [outputs, inputs] = weight.shape as [number, number];
  const kernel = weight.shape[weight.shape.length - 1] as number;
  const padding = (kernel - stride) / 2;
  return graph.node(
    'Conv',
    'conv',
    [
      x,
      graph.floats('weight', weight.data, [outputs, inputs, kernel]),
      graph.floats('bias', bias, [outputs]),
    ],
    { kernel_shape: [kernel], strides: [stride], pads: [padding, padding] },
  );
}

/** A convolution over the frames of its cache and this one, weight [C, C, kernel in time, kernel]. */
function addCausalConvolution(
  graph: GraphBuilder,
  x: Value,
  { weight, bias }: Layer,
  { caches, frequencies }: StageContext,
): Value {
  const [outputs, inputs, frames, kernel] = weight.shape as [number, number, number, number];
  const cache = caches.add([1, inputs, frames - 1, frequencies]);
  const frame = graph.node('Reshape', 'frame', [x, graph.ints('frame_shape', [1, inputs, 1, frequencies])]);
  const recent = graph.node('Concat', 'frames', [cache.value, frame], { axis: 2 });
  cache.carry(
    graph.node('Slice', 'newest_frames', [
      recent,
      graph.ints('newest', [1]),
      graph.ints('end', [frames]),
      graph.ints('time_axis', [2]),
    ]),
  );
  const y = graph.node(
    'Conv',
    'conv',
    [recent, graph.floats('weight', weight.data, weight.shape), graph.floats('bias', bias, [outputs])],
    { kernel_shape: [frames, kernel], pads: [0, (kernel - 1) / 2, 0, (kernel - 1) / 2] },
  );
  return graph.node('Reshape', 'conv_frame', [y, graph.ints('conv_frame_shape', [1, outputs, frequencies])]);
}

/** The four factors of a complex product: part of the result, part of the spectrum → part of the mask, sign. */
const FACTORS = [
  { part: 0, sign: 1 },
  { part: 1, sign: -1 },
  { part: 1, sign: 1 },
  { part: 0, sign: 1 },
] as const;

/**
 * The transposed convolution that gives the mask, in the layout that `multiplyComplex` takes.
 *
 * @returns [1, 2, 2, bins]
 */
export function addUpsample(
  graph: GraphBuilder,
  x: Value,
  { weight, bias }: Layer,
  { stride, mask, stft }: Pick<FastEnhancer, 'stride' | 'mask' | 'stft'>,
): Value {
  const [channels, parts, kernel] = weight.shape as [number, number, number];
  const oddMask = mask !== 'sigmoid';
  const data = new Float64Array(channels * FACTORS.length * kernel);
  for (let c = 0; c < channels; c++)
    FACTORS.forEach(({ part, sign }, factor) => {
      for (let tap = 0; tap < kernel; tap++)
        data[(c * FACTORS.length + factor) * kernel + tap] =
          (oddMask ? sign : 1) * (weight.data[(c * parts + part) * kernel + tap] as number);
    });
  const factorBias = FACTORS.map(({ part, sign }) => (oddMask ? sign : 1) * (bias[part] as number));
  const padding = (kernel - stride) / 2;
  const factors = graph.node(
    'ConvTranspose',
    'upsample',
    [
      x,
      graph.floats('upsample_weight', data, [channels, FACTORS.length, kernel]),
      graph.floats('upsample_bias', factorBias, [FACTORS.length]),
    ],
    { kernel_shape: [kernel], strides: [stride], pads: [padding, padding] },
  );
  const shaped = graph.node('Reshape', 'factors', [
    factors,
    graph.ints('factors_shape', [1, 2, 2, stft.nFft / 2]),
  ]);
  return addMask(graph, shaped, mask);
}

/** tanh is odd, so the signs are in the weights; sigmoid is not, so they follow it. */
function addMask(graph: GraphBuilder, factors: Value, mask: Mask): Value {
  if (mask === null) return factors;
  if (mask === 'tanh') return graph.node('Tanh', 'tanh', [factors]);
  const signs = graph.floats(
    'signs',
    FACTORS.map(({ sign }) => sign),
    [1, 2, 2, 1],
  );
  return graph.node('Mul', 'signed', [graph.node('Sigmoid', 'sigmoid', [factors]), signs]);
}
