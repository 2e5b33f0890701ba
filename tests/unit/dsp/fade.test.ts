import { describe, expect, it } from 'vitest';
import { crossfade, GlidingGain } from '../../../src/dsp/fade.js';
import { power, seededNoise } from '../../support/signals.js';

describe('crossfade', () => {
  it('keeps the power of unrelated signals and goes on where it stopped', () => {
    const length = 64_000;
    const from = seededNoise(length, 1);
    const to = seededNoise(length, 2);
    const output = new Float32Array(length);
    let position = 0;
    for (let at = 0; at < length; at += 1000)
      position = crossfade(
        from.subarray(at, at + 1000),
        to.subarray(at, at + 1000),
        output.subarray(at, at + 1000),
        position,
        1 / length,
      );
    expect(position).toBeCloseTo(1, 6);
    for (let at = 0; at < length; at += 8000)
      expect(power(output.subarray(at, at + 8000)) / power(from)).toBeCloseTo(1, 1);
    expect(output[0]).toBeCloseTo(from[0] as number, 3);
    expect(output[length - 1]).toBeCloseTo(to[length - 1] as number, 3);
  });
});

describe('GlidingGain', () => {
  it('glides without a step, also when it is turned round half-way', () => {
    const gain = new GlidingGain(0, 100);
    gain.glideTo(1);
    const values = Array.from({ length: 50 }, () => gain.next());
    gain.glideTo(0);
    while (!gain.isSettled) values.push(gain.next());
    const steps = values.slice(1).map((value, i) => Math.abs(value - (values[i] as number)));
    expect(Math.max(...steps)).toBeLessThan(0.02);
    expect(Math.max(...values)).toBeGreaterThan(0.4);
    expect(values.at(-1)).toBe(0);
  });
});
