import { foldInput, type Layer } from '../../fold.js';
import type { Tensor } from '../../weights.js';

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
