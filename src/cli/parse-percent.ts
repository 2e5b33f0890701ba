import { InvalidArgumentError } from 'commander';

/** A share of 0 to 100 %, as an option's value. */
export function parsePercent(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (!(value <= 100)) throw new InvalidArgumentError('It must be a number from 0 to 100.');
  return value;
}
