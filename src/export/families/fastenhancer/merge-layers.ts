import type { Layer } from '../../weights/fold.js';

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
