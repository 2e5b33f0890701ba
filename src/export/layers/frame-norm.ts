import { float } from '../../onnx/attributes.js';
import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import { elementsOf } from '../../onnx/tensor.js';
import { NORM_EPS, type Affine } from '../weights/fold.js';
import type { Weights } from '../weights/weights.js';

/**
 * Reads scale and shift of a normalisation by a frame's own statistics.
 *
 * @param shape of each in the checkpoint
 */
export const readFrameNorm = (
  module: Weights,
  shape: readonly number[],
  [scale, shift]: readonly [string, string] = ['weight', 'bias'],
): Affine => ({ scale: module.read(scale, shape).data, shift: module.read(shift, shape).data });

/**
 * Normalises a frame over its last axes, then scales and shifts it (layer or group normalisation).
 *
 * @param norm  a value for each element of `shape`, or fewer that repeat along its first axes
 * @param shape of the axes that share mean and variance
 */
export function addFrameNorm(
  graph: GraphBuilder,
  x: Value,
  { scale, shift }: Affine,
  shape: readonly number[],
): Value {
  const everywhere = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: elementsOf(shape) }, (_, i) => values[i % values.length] as number);
  return graph.node(
    'LayerNormalization',
    'norm',
    [
      x,
      graph.floats('norm_scale', everywhere(scale), shape),
      graph.floats('norm_shift', everywhere(shift), shape),
    ],
    { axis: -shape.length, epsilon: float(NORM_EPS) },
  );
}
