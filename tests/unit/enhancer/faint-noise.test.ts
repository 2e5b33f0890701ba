import { expect, it } from 'vitest';
import { FaintNoise } from '../../../src/enhancer/faint-noise.js';
import { peak } from '../../support/signals.js';

it('stands in for exact zeros, and for nothing else', () => {
  const noise = new FaintNoise(256);
  const silence = noise.inPlaceOf(new Float32Array(256));
  expect(peak(silence)).toBeGreaterThan(0);
  expect(peak(silence)).toBeLessThanOrEqual(1.01e-7);
  const quiet = new Float32Array(256);
  quiet[255] = 1e-9;
  expect(noise.inPlaceOf(quiet)).toBe(quiet);
});
