import { expect, it } from 'vitest';
import { align, continuity, latencyMs, strongestTone } from '../../support/correlate.js';
import { seededNoise, sine } from '../../support/signals.js';

const RATE = 48_000;
const noise = seededNoise(4 * RATE);

function delayed(signal: Float32Array, samples: number): Float32Array {
  const out = new Float32Array(signal.length);
  out.set(signal.subarray(0, signal.length - samples), samples);
  return out;
}

it('finds a lag to the sample, either way', () => {
  expect(align(noise, delayed(noise, 1234), 5000).lag).toBe(1234);
  expect(align(delayed(noise, 777), noise, 5000).lag).toBe(-777);
  expect(align(noise, delayed(noise, 1234), 5000).strength).toBeGreaterThan(0.99);
});

it('adds the difference of the clocks to a latency', () => {
  const reference = { samples: noise, sampleRate: RATE, startMs: 1000 };
  const recording = { samples: noise.subarray(480), sampleRate: RATE, startMs: 1050 };
  expect(latencyMs(reference, recording)).toBeCloseTo(40, 6);
});

it('finds no jump in a delayed, attenuated copy', () => {
  const copy = delayed(noise, 2000).map((value) => value / 10);
  const { jumps, damagedAtMs, windows } = continuity(noise, copy, RATE);
  expect(jumps).toEqual([]);
  expect(damagedAtMs).toEqual([]);
  expect(windows).toBeGreaterThan(90);
});

it('tells lost, doubled and damaged audio', () => {
  const cut = RATE;
  const lost = new Float32Array([...noise.subarray(0, cut), ...noise.subarray(cut + 960)]);
  const sum = (jumps: readonly { lostMs: number }[]): number =>
    jumps.reduce((total, { lostMs }) => total + lostMs, 0);
  expect(sum(continuity(noise, lost, RATE).jumps)).toBeCloseTo(20, 3);

  const doubled = new Float32Array([...noise.subarray(0, cut), ...noise.subarray(cut - 480)]);
  expect(sum(continuity(noise, doubled, RATE).jumps)).toBeCloseTo(-10, 3);

  const silenced = noise.slice();
  silenced.fill(0, cut, cut + 4800);
  expect(continuity(noise, silenced, RATE).damagedAtMs.length).toBeGreaterThanOrEqual(2);
});

it('measures pitch and level of a tone', () => {
  const tone = strongestTone(sine(440, 2, RATE, 0.25), RATE);
  expect(tone.frequency).toBeCloseTo(440, 1);
  expect(tone.levelDbfs).toBeCloseTo(20 * Math.log10(0.25), 1);
  expect(tone.residualDb).toBeLessThan(-60);
});
