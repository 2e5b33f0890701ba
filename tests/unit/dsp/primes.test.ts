import { expect, it } from 'vitest';
import { largestPrimes } from '../../../src/dsp/primes.js';

it('finds the largest primes up to a limit, which may be one itself', () => {
  expect(largestPrimes(30, 4)).toEqual([29, 23, 19, 17]);
  expect(largestPrimes(29, 2)).toEqual([29, 23]);
  expect(largestPrimes(65_535, 1)).toEqual([65_521]);
});
