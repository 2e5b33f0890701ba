import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import { foldInput, type Layer } from '../weights/fold.js';
import type { Tensor } from '../weights/weights.js';

/** A matrix [a, b] as [b, a]. */
export function transposed({ shape, data }: Tensor): Tensor {
  const [rows, columns] = shape as [number, number];
  return {
    shape: [columns, rows],
    data: data.map((_, i) => data[(i % rows) * columns + Math.floor(i / rows)] as number),
  };
}

/** The layer for an input that lacks `missing`, for each channel: W(x + missing) + b. */
export const shifted = (layer: Layer, missing: Float64Array): Layer =>
  foldInput(layer, { scale: missing.map(() => 1), shift: missing });

/** Sum of vectors of this length; zeros for no vector. */
export const sumOf = (vectors: readonly Float64Array[], length: number): Float64Array =>
  vectors.reduce(
    (sum, vector) => sum.map((value, i) => value + (vector[i] as number)),
    new Float64Array(length),
  );

/** Rows of a layer, picked and put in the given order. */
export function pickRows({ weight, bias }: Layer, rows: readonly number[]): Layer {
  const columns = weight.shape[1] as number;
  const data = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => data.set(weight.data.subarray(row * columns, (row + 1) * columns), i * columns));
  return {
    weight: { shape: [rows.length, columns], data },
    bias: Float64Array.from(rows, (row) => bias[row] as number),
  };
}

/** A linear layer or 1×1 convolution with a weight [out, in]. */
export const asMatrix = ({ weight, bias }: Layer): Layer => ({
  weight: { shape: weight.shape.slice(0, 2), data: weight.data },
  bias,
});

/** A product with a matrix [out, in], over the last axis of `x`. */
export function addProduct(graph: GraphBuilder, name: string, x: Value, matrix: Tensor): Value {
  const { data, shape } = transposed(matrix);
  return graph.node('MatMul', name, [x, graph.floats(`${name}_weight`, data, shape)]);
}

/** A linear layer [out, in] over the last axis of `x`. */
export function addLinear(graph: GraphBuilder, name: string, x: Value, layer: Layer): Value {
  const { weight, bias } = asMatrix(layer);
  return graph.node('Add', `${name}_biased`, [
    addProduct(graph, name, x, weight),
    graph.floats(`${name}_bias`, bias, [bias.length]),
  ]);
}
