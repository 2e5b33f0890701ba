import { describe, expect, it } from 'vitest';
import { SampleRing } from '../../../src/dsp/ring.js';
import { sine } from '../../support/signals.js';

const counted = (from: number, length: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => from + i);

const readAll = (ring: SampleRing): number[] => {
  const samples = new Float32Array(ring.length);
  ring.read(samples);
  return [...samples];
};

describe('SampleRing', () => {
  it('gives back what was pushed, in order, across the wrap', () => {
    const ring = new SampleRing(10);
    const output = new Float32Array(7);
    for (let at = 0; at < 70; at += 7) {
      expect(ring.push(counted(at, 7))).toBe(0);
      ring.read(output);
      expect([...output]).toEqual([...counted(at, 7)]);
    }
  });

  it('loses the oldest samples when it is full, and says how many', () => {
    const ring = new SampleRing(5);
    ring.push(counted(0, 4));
    expect(ring.push(counted(4, 3))).toBe(2);
    expect(readAll(ring)).toEqual([2, 3, 4, 5, 6]);
    expect(ring.push(counted(0, 8))).toBe(3);
    expect(readAll(ring)).toEqual([3, 4, 5, 6, 7]);
  });

  it('refuses to read more than there is', () => {
    const ring = new SampleRing(5);
    ring.push(counted(0, 2));
    expect(() => ring.read(new Float32Array(3))).toThrow(RangeError);
  });

  it('takes samples out without a step', () => {
    const ring = new SampleRing(2000);
    const tone = sine(100, 1000 / 8000, 8000);
    ring.push(tone);
    // Half a period: the worst place for a cut.
    expect(ring.splice(440, new Float32Array(160))).toBe(true);
    expect(ring.length).toBe(560);
    const joined = readAll(ring);
    const steps = joined.slice(1).map((sample, i) => Math.abs(sample - (joined[i] as number)));
    const largestStepOfTone = 0.5 * 2 * Math.PI * (100 / 8000);
    expect(Math.max(...steps)).toBeLessThan(1.6 * largestStepOfTone);
    expect(joined.slice(80)).toEqual([...tone.subarray(520)]);
  });

  it('leaves everything when there is too little to take out', () => {
    const ring = new SampleRing(100);
    ring.push(counted(0, 50));
    expect(ring.splice(45, new Float32Array(20))).toBe(false);
    expect(readAll(ring)).toEqual([...counted(0, 50)]);
  });
});
