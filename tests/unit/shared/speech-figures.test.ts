import { expect, test } from 'vitest';
import { speechFigures } from '../../../src/shared/speech-figures.js';
import { seededNoise } from '../../support/signals.js';

const RATE = 16_000;

/** One second of tone (speech's place) and one of pause in turn, over white noise; amplitudes as RMS. */
const toneInNoise = (toneRms: number, noiseRms: number): Float32Array => {
  const noise = seededNoise(10 * RATE);
  return noise.map((value, index) => {
    const speaking = Math.floor(index / RATE) % 2 === 0;
    const tone = speaking ? toneRms * Math.SQRT2 * Math.sin((2 * Math.PI * 440 * index) / RATE) : 0;
    return tone + value * Math.sqrt(3) * noiseRms;
  });
};

test('speech, noise floor and SNR of a known mixture are found to within 1 dB', () => {
  const figures = speechFigures(toneInNoise(0.1, 0.01), RATE);
  expect(Math.abs((figures.speechDbfs ?? NaN) - -20)).toBeLessThan(1);
  expect(Math.abs(figures.noiseFloorDbfs - -40)).toBeLessThan(1);
  expect(Math.abs((figures.snrDb ?? NaN) - 20)).toBeLessThan(1);
});

test('noise alone has no speech', () => {
  const figures = speechFigures(toneInNoise(0, 0.05), RATE);
  expect(figures.speechDbfs).toBeNull();
  expect(figures.snrDb).toBeNull();
});

test('silence and an empty recording have a floor and no speech', () => {
  for (const samples of [new Float32Array(RATE), new Float32Array(0)]) {
    expect(speechFigures(samples, RATE)).toEqual({ noiseFloorDbfs: -120, speechDbfs: null, snrDb: null });
  }
});
