import { expect, it } from 'vitest';
import { isPlausible, limitToFullScale, sanitize } from '../../../src/dsp/amplitude.js';
import { LevelMeter } from '../../../src/dsp/meter.js';

it('replaces what can’t be sound, and counts what is no number', () => {
  const samples = Float32Array.of(0.5, NaN, Infinity, -Infinity, 1e30, -1e30, -2, 10);
  expect(isPlausible(samples)).toBe(false);
  expect(sanitize(samples)).toBe(3);
  expect([...samples]).toEqual([0.5, 0, 0, 0, 10, -10, -2, 10]);
  expect(isPlausible(samples)).toBe(true);
});

it.each([NaN, Infinity, -Infinity, 10.5])('finds %f implausible at any place', (value) => {
  for (const at of [0, 3, 7]) {
    const samples = new Float32Array(8);
    samples[at] = value;
    expect(isPlausible(samples)).toBe(false);
  }
});

it('limits to full scale', () => {
  const samples = Float32Array.of(0.5, -1, 1.5, -3, Infinity, -Infinity, NaN);
  limitToFullScale(samples);
  expect([...samples]).toEqual([0.5, -1, 1, -1, 1, -1, 0]);
});

it('a meter shows noise that is no number as full scale, never as silence', () => {
  const meter = new LevelMeter();
  meter.measure(new Float32Array(100).fill(NaN));
  expect(meter.read()).toEqual({ rmsDbfs: 0, peakDbfs: 0, clipped: true, notFinite: true });
  meter.measure(new Float32Array(100));
  expect(meter.read()).toEqual({ rmsDbfs: -120, peakDbfs: -120, clipped: false });
  meter.markNotFinite();
  expect(meter.read()).toMatchObject({ peakDbfs: 0, clipped: true, notFinite: true });
});
