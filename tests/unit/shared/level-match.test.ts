import { expect, test } from 'vitest';
import { levelMatchGains } from '../../../src/shared/level-match.js';
import { seededNoise } from '../../support/signals.js';

const RATE = 16_000;

/** One second of tone (speech's place) and one of pause in turn, over white noise; amplitudes as RMS. */
const toneInNoise = (toneRms: number, noiseRms: number): Float32Array =>
  seededNoise(10 * RATE).map((value, index) => {
    const speaking = Math.floor(index / RATE) % 2 === 0;
    const tone = speaking ? toneRms * Math.SQRT2 * Math.sin((2 * Math.PI * 440 * index) / RATE) : 0;
    return tone + value * Math.sqrt(3) * noiseRms;
  });

const gainsOf = (...versions: Float32Array[]) => levelMatchGains(versions, RATE);

test('the speech of each version gets the level that it has in the first, whatever noise it is in', () => {
  const [own, quieter, louder] = gainsOf(
    toneInNoise(0.1, 0.02),
    toneInNoise(0.05, 0.0001),
    toneInNoise(0.2, 0.01),
  );
  expect(own).toBe(1);
  expect(Math.abs((quieter ?? NaN) - 2)).toBeLessThan(0.05);
  expect(Math.abs((louder ?? NaN) - 0.5)).toBeLessThan(0.02);
});

test('a gain has a limit, and speech that is hidden by noise is found in the version that shows it', () => {
  expect(gainsOf(toneInNoise(0.1, 0.01), toneInNoise(0.001, 0.00001))).toEqual([1, 10]);
  const [, clean] = gainsOf(toneInNoise(0.05, 0.1), toneInNoise(0.025, 0.0001));
  expect(Math.abs((clean ?? NaN) - 2)).toBeLessThan(0.5);
});

test('without speech nothing is changed', () => {
  expect(gainsOf(toneInNoise(0, 0.05), new Float32Array(10 * RATE))).toEqual([1, 1]);
  expect(gainsOf(new Float32Array(0))).toEqual([1]);
});

test('where one version would clip, all are turned down together', () => {
  const loud = toneInNoise(0.6, 0.001);
  const spiky = toneInNoise(0.3, 0.001);
  spiky[RATE + 5] = 0.9;
  const [own = NaN, other = NaN] = gainsOf(loud, spiky);
  expect(other / own).toBeCloseTo(2, 1);
  expect(0.9 * other).toBeCloseTo(1, 5);
});
