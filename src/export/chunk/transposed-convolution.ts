import type { Layer } from '../weights/fold.js';
import type { Tensor } from '../weights/weights.js';

/**
 * A transposed convolution over frequency as a plain one, which has an output for each phase of the stride:
 * y[s·v + p] = Σ_u x[u] · w[s·(v − u) + p + pad], so that the tap of u = v + d is w[p + pad − s·d].
 *
 * @param layer weight [in, out, kernel]
 * @returns weight [out · stride, in, 1, 2 · reach + 1], phases innermost in the first axis
 */
export function convolutionOfTransposed(
  { weight, bias }: Layer,
  stride: number,
  pad: number,
): { readonly weight: Tensor; readonly bias: Float64Array; readonly reach: number } {
  const [inputs, outputs, kernel] = weight.shape as [number, number, number];
  const reach = Math.max(Math.floor((stride - 1 + pad) / stride), Math.ceil((kernel - 1 - pad) / stride));
  const width = 2 * reach + 1;
  const data = new Float64Array(outputs * stride * inputs * width);
  for (let output = 0; output < outputs; output++)
    for (let phase = 0; phase < stride; phase++)
      for (let input = 0; input < inputs; input++)
        for (let d = -reach; d <= reach; d++) {
          const tap = phase + pad - stride * d;
          if (tap < 0 || tap >= kernel) continue;
          const row = (output * stride + phase) * inputs + input;
          data[row * width + reach + d] = weight.data[(input * outputs + output) * kernel + tap] as number;
        }
  return {
    weight: { shape: [outputs * stride, inputs, 1, width], data },
    bias: Float64Array.from({ length: outputs * stride }, (_, i) => bias[Math.floor(i / stride)] as number),
    reach,
  };
}
