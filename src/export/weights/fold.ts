import type { Tensor, Weights } from './weights.js';

/** A linear layer or convolution: weight with the output channels on axis 0, and a bias for each of them. */
export interface Layer {
  readonly weight: Tensor;
  readonly bias: Float64Array;
}

/** A normalisation as x·scale + shift, with a value of each for every channel. */
export interface Affine {
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

/** ε of convolutions' BatchNorm and GroupNorm: PyTorch's default. */
export const NORM_EPS = 1e-5;
/** Smallest norm that `torch.nn.functional.normalize` divides by. */
const SMALLEST_NORM = 1e-12;

const norm = (values: Float64Array): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

/**
 * A parameter under weight normalisation (Salimans and Kingma, 2016): g·v/‖v‖, the norm over all axes but 0.
 *
 * @param name name of the parameter inside its module, as `weight` or `weight_ih_l0`
 * @param isNormed whether the config says that it is normalised; otherwise it is stored as it is
 */
export function weightNormed(
  weights: Weights,
  name: string,
  shape: readonly number[],
  isNormed: boolean,
): Tensor {
  if (!isNormed) return weights.read(name, shape);
  const parametrisation = weights.scope(`parametrizations.${name}`);
  const gain = parametrisation.read('original0', [shape[0] as number, ...shape.slice(1).map(() => 1)]);
  const direction = parametrisation.read('original1', shape);
  const rows = shape[0] as number;
  const scale = Float64Array.from(
    { length: rows },
    (_, row) => (gain.data[row] as number) / norm(rowOf(direction, row)),
  );
  return scaleRows(direction, scale);
}

/** BatchNorm with its running statistics: γ/√(σ²+ε) and β − μγ/√(σ²+ε); γ = 1, β = 0 where it is not affine. */
export function batchNorm(weights: Weights, channels: number, eps: number, affine = true): Affine {
  const mean = weights.read('running_mean', [channels]).data;
  const variance = weights.read('running_var', [channels]).data;
  const gamma = affine ? weights.read('weight', [channels]).data : new Float64Array(channels).fill(1);
  const beta = affine ? weights.read('bias', [channels]).data : new Float64Array(channels);
  const scale = gamma.map((value, c) => value / Math.sqrt((variance[c] as number) + eps));
  return { scale, shift: beta.map((value, c) => value - (mean[c] as number) * (scale[c] as number)) };
}

/** A layer with the normalisation of its output folded into it. */
export const foldOutput = ({ weight, bias }: Layer, { scale, shift }: Affine): Layer => ({
  weight: scaleRows(weight, scale),
  bias: bias.map((value, row) => value * (scale[row] as number) + (shift[row] as number)),
});

/** A linear layer [out, in] with the normalisation of its input folded into it: W(sx + t) + b. */
export function foldInput({ weight, bias }: Layer, { scale, shift }: Affine): Layer {
  const columns = weight.shape[1] as number;
  return {
    weight: {
      shape: weight.shape,
      data: weight.data.map((value, i) => value * (scale[i % columns] as number)),
    },
    bias: bias.map((value, row) =>
      rowOf(weight, row).reduce((sum, w, column) => sum + w * (shift[column] as number), value),
    ),
  };
}

/** Weight of the last transposed convolution: w·scale, or w/‖w‖₂·scale over the whole tensor. */
export function scaleFinal(weight: Tensor, scale: number, normalised: boolean): Tensor {
  const factor = normalised ? scale / Math.max(norm(weight.data), SMALLEST_NORM) : scale;
  return { shape: weight.shape, data: weight.data.map((value) => value * factor) };
}

/**
 * Reads a linear layer or convolution.
 *
 * @param shape of the weight, the output channels first
 */
export function readLayer(module: Weights, shape: readonly number[], isBiased = true): Layer {
  const weight = module.read('weight', shape);
  return isBiased ? { weight, bias: module.read('bias', [shape[0] as number]).data } : unbiased(weight);
}

/** A layer without a bias. */
export const unbiased = (weight: Tensor): Layer => ({
  weight,
  bias: new Float64Array(weight.shape[0] as number),
});

/** Row `row` along axis 0. */
function rowOf({ shape, data }: Tensor, row: number): Float64Array {
  const length = data.length / (shape[0] as number);
  return data.subarray(row * length, (row + 1) * length);
}

function scaleRows({ shape, data }: Tensor, scale: Float64Array): Tensor {
  const length = data.length / (shape[0] as number);
  return { shape, data: data.map((value, i) => value * (scale[Math.floor(i / length)] as number)) };
}
