import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';
import { float } from '../../../onnx/attributes.js';
import type { CacheList } from '../../graph/cache-list.js';
import { addCausalConvolution, addConvolution, addTransposedConvolution } from '../../layers/convolution.js';
import { addFrameNorm } from '../../layers/frame-norm.js';
import type { Affine, Layer } from '../../weights/fold.js';
import type { Activation, FastEnhancer, Mask, Stage } from './network.js';

interface StageContext {
  readonly activation: Activation;
  readonly caches: CacheList;
  /** Number of frequencies of the output. */
  readonly frequencies: number;
  /** Stride of the convolution over frequency, 1 when left out. */
  readonly stride?: number;
}

/** Convolution, normalisation and activation on [1, channels, frequencies]. */
export const addStage = (graph: GraphBuilder, x: Value, stage: Stage, context: StageContext): Value =>
  addActivation(graph, addLinearStage(graph, x, stage, context), context.activation);

/** Convolution and normalisation. */
export function addLinearStage(graph: GraphBuilder, x: Value, stage: Stage, context: StageContext): Value {
  const channels = stage.bias.length;
  const { frequencies, stride = 1 } = context;
  const isOverTime = stage.weight.shape.length === 4 && stage.weight.shape[2] !== 1;
  const y = isOverTime
    ? graph.node('Reshape', 'conv_frame', [
        addCausalConvolution(graph, 'conv', x, stage, context),
        graph.ints('conv_frame_shape', [1, channels, frequencies]),
      ])
    : addConvolution(graph, 'conv', x, stage, { stride });
  return stage.groupNorm ? addGroupNorm(graph, y, stage.groupNorm, [channels, frequencies], 0) : y;
}

/** Adds the activation that a config names. `x` keeps its shape. */
export const addActivation = (graph: GraphBuilder, x: Value, activation: Activation): Value =>
  activation === 'SiLU'
    ? graph.node('com.microsoft.QuickGelu', 'silu', [x], { alpha: float(1) })
    : graph.node('Relu', 'relu', [x]);

/** Normalises over both axes of [1, a, b]; `channelAxis` says which of them scale and shift belong to. */
export function addGroupNorm(
  graph: GraphBuilder,
  x: Value,
  { scale, shift }: Affine,
  shape: readonly [number, number],
  channelAxis: 0 | 1,
): Value {
  const repeated = (values: Float64Array): Float64Array =>
    channelAxis === 1
      ? values
      : Float64Array.from(
          { length: shape[0] * shape[1] },
          (_, i) => values[Math.floor(i / shape[1])] as number,
        );
  return addFrameNorm(graph, x, { scale: repeated(scale), shift: repeated(shift) }, shape);
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
  const layer: Layer = {
    weight: { shape: [channels, FACTORS.length, kernel], data },
    bias: Float64Array.from(factorBias),
  };
  const factors = addTransposedConvolution(graph, 'upsample', x, layer, stride);
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
