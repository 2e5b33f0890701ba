import { describe, expect, it } from 'vitest';
import type { StateDict } from '../../../../src/export/checkpoint/tensor.js';
import {
  batchNorm,
  foldInput,
  foldOutput,
  scaleFinal,
  unbiased,
  weightNormed,
  type Layer,
} from '../../../../src/export/weights/fold.js';
import { Weights, type Tensor } from '../../../../src/export/weights/weights.js';
import { maxDifference } from '../../../support/signals.js';

const tensor = (shape: number[], ...values: number[]): Tensor => ({ shape, data: Float64Array.from(values) });

const weightsOf = (tensors: Record<string, Tensor>): Weights =>
  new Weights(new Map(Object.entries(tensors)) as StateDict);

/** Wx + b. */
const apply = ({ weight, bias }: Layer, x: readonly number[]): number[] =>
  [...bias].map((b, row) =>
    x.reduce((sum, v, i) => sum + v * (weight.data[row * x.length + i] as number), b),
  );

/** Batch normalisation by its definition. */
const normalise = (x: number, [mean, variance, gamma, beta]: readonly number[], eps: number): number =>
  ((x - (mean as number)) / Math.sqrt((variance as number) + eps)) * (gamma as number) + (beta as number);

const statistics = [
  [0.5, 2, 1.5, -0.25],
  [-1, 0.3, 0.7, 2],
];
const normTensors = {
  running_mean: tensor([2], 0.5, -1),
  running_var: tensor([2], 2, 0.3),
  weight: tensor([2], 1.5, 0.7),
  bias: tensor([2], -0.25, 2),
};
const layer: Layer = { weight: tensor([2, 2], 1, 2, -3, 4), bias: Float64Array.of(0.1, -0.2) };

describe('folding', () => {
  it('undoes weight normalisation: g·v/‖v‖ over all axes but 0', () => {
    const weights = weightsOf({
      'parametrizations.weight.original0': tensor([2, 1, 1], 10, 2),
      'parametrizations.weight.original1': tensor([2, 1, 2], 3, 4, 0, -8),
      plain: tensor([1], 7),
    });
    expect([...weightNormed(weights, 'weight', [2, 1, 2], true).data]).toEqual([6, 8, 0, -2]);
    expect([...weightNormed(weights, 'plain', [1], false).data]).toEqual([7]);
  });

  it('folds BatchNorm after a layer', () => {
    const folded = foldOutput(layer, batchNorm(weightsOf(normTensors), 2, 1e-5));
    const expected = apply(layer, [0.3, -0.6]).map((y, c) => normalise(y, statistics[c] as number[], 1e-5));
    expect(maxDifference(apply(folded, [0.3, -0.6]), expected)).toBeLessThan(1e-14);
  });

  it('folds BatchNorm without an affine part before a layer', () => {
    const folded = foldInput(layer, batchNorm(weightsOf(normTensors), 2, 1e-3, false));
    const x = [0.3, -0.6];
    const normed = x.map((v, c) => normalise(v, [...(statistics[c] as number[]).slice(0, 2), 1, 0], 1e-3));
    expect(maxDifference(apply(folded, x), apply(layer, normed))).toBeLessThan(1e-14);
  });

  it('scales the final convolution, normalised over the whole tensor or not', () => {
    const weight = tensor([1, 2, 2], 1, 1, 1, -1);
    expect([...scaleFinal(weight, 3, false).data]).toEqual([3, 3, 3, -3]);
    expect([...scaleFinal(weight, 3, true).data]).toEqual([1.5, 1.5, 1.5, -1.5]);
    expect([...scaleFinal(tensor([1], 0), 3, true).data]).toEqual([0]);
    expect([...unbiased(weight).bias]).toEqual([0]);
  });
});

describe('Weights', () => {
  it('names what is missing, of another shape, not finite or left over', () => {
    const weights = weightsOf({
      'a.weight': tensor([2], 1, 2),
      'a.bias': tensor([1], NaN),
      'a.num_batches_tracked': tensor([], 1),
    });
    const scope = weights.scope('a');
    expect(() => scope.read('gain', [1])).toThrow(/no “a\.gain”/);
    expect(() => scope.read('weight', [2, 1])).toThrow(/“a\.weight” is \[2\].*but \[2, 1\]/);
    expect(() => scope.read('bias', [1])).toThrow(/“a\.bias” holds values that are not finite/);
    scope.read('weight', [2]);
    expect(() => weights.refuseRest()).toThrow(/“a\.bias”/);
  });
});
