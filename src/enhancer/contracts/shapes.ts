import type { SignalSpec } from '../../shared/model-spec.js';
import { words } from '../../words/words.js';
import type { GraphValue } from '../session.js';
import { fail, show } from './contract.js';

/** Symbolic dimensions by name, with the size that they have here. */
export type Symbols = ReadonlyMap<string, number>;

/** No symbolic dimension has a known size. */
export const NO_SYMBOLS: Symbols = new Map();

/** Larger sizes than this are no dimension of a streaming model; their product stays a safe integer. */
const MAX_DIMENSION = 2 ** 24;

/** @throws ModelContractError unless the value is a tensor of float32 */
function requireFloat(value: GraphValue): void {
  if (!value.isTensor || value.type !== 'float32')
    fail(words('enhancer.notFloat', { name: value.name, type: value.type }));
}

/** Sizes of a float32 tensor, each a number, after symbols were replaced. */
export function fixedShape(value: GraphValue, symbols: Symbols = NO_SYMBOLS): readonly number[] {
  requireFloat(value);
  return value.shape.map((size) => {
    const known = typeof size === 'number' ? size : symbols.get(size);
    if (known === undefined || !Number.isInteger(known) || known <= 0)
      return fail(words('enhancer.dynamicShape', { name: value.name, shape: show(value.shape) }));
    if (known > MAX_DIMENSION)
      return fail(words('enhancer.shapeTooLarge', { name: value.name, shape: show(value.shape) }));
    return known;
  });
}

/**
 * Shape of a signal where only sizes of 1 may be symbolic: a batch of one, one frame at a time.
 *
 * @param pattern the sizes that are known beforehand; null is any
 * @param expected the pattern in words
 * @param symbols gets the size of every symbol that the signal has; null where nothing may be symbolic, as in
 *   graphs whose exporter fixes all sizes when it exports for streaming
 */
export function signalShape(
  value: GraphValue,
  pattern: readonly (number | null)[],
  expected: string,
  symbols: Map<string, number> | null,
): readonly number[] {
  requireFloat(value);
  if (symbols && value.shape.length === pattern.length)
    value.shape.forEach((size, axis) => {
      if (typeof size === 'string' && size !== '' && pattern[axis] === 1) symbols.set(size, 1);
    });
  const shape = value.shape.map((size, axis) => (symbols && size === '' && pattern[axis] === 1 ? 1 : size));
  const fixed = fixedShape({ ...value, shape }, symbols ?? NO_SYMBOLS);
  const isAsExpected =
    fixed.length === pattern.length && fixed.every((size, axis) => (pattern[axis] ?? size) === size);
  if (!isAsExpected) fail(words('enhancer.signalShape', { name: value.name, shape: show(fixed), expected }));
  return fixed;
}

/** Whether two shapes have the same sizes. */
export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis]);

/**
 * @throws ModelContractError unless an output has the shape of the input that it belongs to; where the graph
 *   leaves a size of it open it will have the input's
 */
export function requireSameShape(input: SignalSpec, output: GraphValue): void {
  requireFloat(output);
  const isSame =
    output.shape.length === input.shape.length &&
    output.shape.every((size, axis) => typeof size === 'string' || size === input.shape[axis]);
  if (!isSame)
    fail(
      words('enhancer.unlikeShapes', {
        input: input.name,
        inputShape: show(input.shape),
        output: output.name,
        outputShape: show(output.shape),
      }),
    );
}

/** Number of values of a tensor. */
export const elementsOf = (shape: readonly number[]): number =>
  shape.reduce((product, size) => product * size, 1);

/** Whether a value looks like one frame's spectrum: bins, then real and imaginary part. */
export const isSpectrum = ({ shape }: GraphValue): boolean =>
  shape.length === 4 &&
  shape[3] === 2 &&
  shape.filter((size) => typeof size === 'number' && size > 2).length === 1;
