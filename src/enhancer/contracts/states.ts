import type { CacheSpec } from '../../shared/model-spec.js';
import { words } from '../../words/words.js';
import type { GraphValue } from '../session.js';
import { fail } from './contract.js';
import { fixedShape, requireSameShape, type Symbols } from './shapes.js';

/** The value with this name, if there is one. */
export const find = (values: readonly GraphValue[], name: string): GraphValue | undefined =>
  values.find((value) => value.name === name);

/** Names of all inputs or outputs, for `recognises`. */
export const hasNames = (values: readonly GraphValue[], ...names: readonly string[]): boolean =>
  names.every((name) => find(values, name));

/** The output that answers `input`. */
export const signalOutput = (outputs: readonly GraphValue[], input: string, output: string): GraphValue =>
  find(outputs, output) ?? fail(words('enhancer.noOutputSignal', { input, output }));

/** One state: an input, and the output that feeds it at the next step. */
export function readState(
  input: GraphValue,
  outputName: string,
  outputs: readonly GraphValue[],
  symbols: Symbols,
): CacheSpec {
  const output =
    find(outputs, outputName) ??
    fail(words('enhancer.stateNotFed', { input: input.name, output: outputName }));
  const shape = fixedShape(input, symbols);
  requireSameShape({ name: input.name, shape }, output);
  return { inputName: input.name, outputName, shape };
}

/** Refuses inputs or outputs beside the known ones: nothing would feed or read them. */
export function refuseOthers(
  values: readonly GraphValue[],
  isKnown: (name: string) => boolean,
  known: string,
): void {
  const other = values.find(({ name }) => !isKnown(name));
  if (other) fail(words('enhancer.unknownValue', { name: other.name, known }));
}
