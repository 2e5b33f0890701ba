import { foldInput, type Layer } from '../fold.js';
import type { Tensor } from '../weights.js';

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

/**
 * Two 1×1 convolutions as one: `after` [C, 2C] takes the result of `before` [C, c] and C channels more.
 *
 * @returns [C, c + C], for the input of `before` and those channels
 */
export function mergeFirstInput(after: Layer, before: Layer): Layer {
  const [outputs, inputs] = after.weight.shape as [number, number];
  const [inner, fewer] = before.weight.shape as [number, number];
  const columns = fewer + inputs - inner;
  const data = new Float64Array(outputs * columns);
  const bias = Float64Array.from(after.bias);
  for (let row = 0; row < outputs; row++) {
    for (let k = 0; k < inner; k++) {
      const factor = after.weight.data[row * inputs + k] as number;
      bias[row] = (bias[row] as number) + factor * (before.bias[k] as number);
      for (let c = 0; c < fewer; c++)
        data[row * columns + c] =
          (data[row * columns + c] as number) + factor * (before.weight.data[k * fewer + c] as number);
    }
    data.set(after.weight.data.subarray(row * inputs + inner, (row + 1) * inputs), row * columns + fewer);
  }
  return { weight: { shape: [outputs, columns, 1], data }, bias };
}
