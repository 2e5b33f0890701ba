import { float } from '../../../onnx/attributes.js';
import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';
import { elementsOf } from '../../../onnx/tensor.js';
import { NORM_EPS } from '../../fold.js';
import type { Tensor, Weights } from '../../weights.js';

/** Normalisation over all channels and frequencies of a frame. */
export interface FrameNorm {
  readonly scale: Tensor;
  readonly shift: Tensor;
}

/** @param shape of γ and β: [1, channels or 1, 1, frequencies] */
export const readFrameNorm = (module: Weights, shape: readonly number[]): FrameNorm => ({
  scale: module.take('gamma', shape),
  shift: module.take('beta', shape),
});

/** [1, a, b] in and out; scales that are the same for all of axis a are stored for each of them. */
export function addFrameNorm(
  graph: GraphBuilder,
  x: Value,
  { scale, shift }: FrameNorm,
  shape: readonly [number, number],
): Value {
  const everywhere = ({ data }: Tensor): Float64Array =>
    Float64Array.from({ length: elementsOf(shape) }, (_, i) => data[i % data.length] as number);
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

/** @param slopes of the channels, below zero */
export const addPrelu = (graph: GraphBuilder, x: Value, slopes: Float64Array): Value =>
  graph.node('PRelu', 'prelu', [x, graph.floats('slopes', slopes, [slopes.length, 1])]);
