import { describe, expect, it } from 'vitest';
import { LOW_LATENCY_QUALITY, Resampler } from '../../../src/dsp/resampler.js';
import { peak, seededNoise } from '../../support/signals.js';

const sine = (hz: number, rate: number, seconds: number): Float32Array =>
  Float32Array.from({ length: seconds * rate }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rate));

/** All of `input` through a resampler in chunks of the lengths that `chunkLength` gives. */
async function resample(
  input: Float32Array,
  inputRate: number,
  outputRate: number,
  chunkLength: () => number = () => 1000,
): Promise<Float32Array> {
  const resampler = await Resampler.create(inputRate, outputRate);
  const output: number[] = [];
  const buffer = new Float32Array(resampler.maxOutputLength(input.length) + resampler.maxFlushLength);
  for (let at = 0; at < input.length;) {
    const chunk = input.subarray(at, at + chunkLength());
    output.push(...buffer.subarray(0, resampler.process(chunk, buffer)));
    at += chunk.length;
  }
  output.push(...buffer.subarray(0, resampler.flush(buffer)));
  resampler.dispose();
  return Float32Array.from(output);
}

/** Signal-to-error ratio in dB, away from both ends. */
function snr(actual: Float32Array, expected: Float32Array, margin: number): number {
  let signal = 0;
  let error = 0;
  for (let i = margin; i < expected.length - margin; i++) {
    signal += (expected[i] as number) ** 2;
    error += ((expected[i] as number) - (actual[i] as number)) ** 2;
  }
  return 10 * Math.log10(signal / error);
}

const ratePairs: [number, number][] = [
  [48000, 16000],
  [44100, 16000],
  [192000, 16000],
  [8000, 16000],
  [11025, 48000],
  [16000, 48000],
  [16000, 44100],
  [16000, 192000],
];

describe('Resampler', () => {
  it.each(ratePairs)('%i Hz to %i Hz: the same sine at the same time, in full length', async (from, to) => {
    const output = await resample(sine(1000, from, 2), from, to);
    expect(output.length).toBe(2 * to);
    expect(snr(output, sine(1000, to, 2), to / 20)).toBeGreaterThan(110);
  });

  it('lets through what the lower rate can hold and nothing else', async () => {
    const kept = await resample(sine(7200, 48000, 1), 48000, 16000);
    expect(snr(kept, sine(7200, 16000, 1), 1000)).toBeGreaterThan(60);
    const gone = await resample(sine(9000, 48000, 1), 48000, 16000);
    expect(peak(gone.subarray(1000, 15000))).toBeLessThan(1e-5);
  });

  it('gives the same samples for any chunk lengths', async () => {
    const input = seededNoise(20_000);
    let next = 0;
    const lengths = [1, 7, 4096, 333, 5000, 2];
    const whole = await resample(input, 44100, 16000, () => input.length);
    const pieces = await resample(input, 44100, 16000, () => lengths[next++ % lengths.length] as number);
    expect(pieces).toEqual(whole);
  });

  it.each([0, 1, 2, 100])('gives ⌈length × ratio⌉ samples for %i samples of input', async (length) => {
    expect((await resample(seededNoise(length), 48000, 16000)).length).toBe(Math.ceil(length / 3));
    expect((await resample(seededNoise(length), 16000, 44100)).length).toBe(
      Math.ceil((length * 44100) / 16000),
    );
  });

  it('reports when its samples come', async () => {
    const resampler = await Resampler.create(48000, 16000, LOW_LATENCY_QUALITY);
    const buffer = new Float32Array(resampler.maxOutputLength(48000));
    const given = resampler.process(new Float32Array(48000), buffer);
    expect((16000 - given) / 16000).toBeCloseTo(resampler.latencySeconds, 3);
    expect(resampler.latencySeconds).toBeLessThan(0.003);
    resampler.dispose();
  });

  it.each([
    [48000, 16000],
    [16000, 48000],
    [48000, 48000],
    [44100, 48000],
  ])('%i Hz to %i Hz: is steered by ±500 ppm without a click', async (from, to) => {
    const resampler = await Resampler.create(from, to, LOW_LATENCY_QUALITY);
    const tone = sine(1000, from, 10);
    const output: number[] = [];
    const buffer = new Float32Array(resampler.maxOutputLength(480));
    let expectedLength = 0;
    for (let at = 0; at < tone.length; at += 480) {
      const wanted = 500 * Math.sin(at / from);
      const ppm = resampler.steer(wanted);
      expect(Math.abs(ppm - wanted)).toBeLessThan(16 * Math.max(1, to / from));
      const chunk = tone.subarray(at, at + 480);
      output.push(...buffer.subarray(0, resampler.process(chunk, buffer)));
      expectedLength += ((chunk.length * to) / from) * (1 - ppm * 1e-6);
    }
    expect(output.length).toBeCloseTo(expectedLength - resampler.latencySeconds * to, -1);
    // A sine obeys x[k] = 2 cos ω x[k−1] − x[k−2]; 500 ppm leave ω sin ω × 500e-6, a click leaves far more.
    const omega = (2 * Math.PI * 1000) / to;
    const predictor = 2 * Math.cos(omega);
    const rest = output.map((value, k) =>
      k < to / 10 ? 0 : value - predictor * (output[k - 1] as number) + (output[k - 2] as number),
    );
    expect(peak(rest)).toBeLessThan(omega * Math.sin(omega) * 500e-6 + 1e-5);
    resampler.dispose();
  });

  it('starts anew after a reset', async () => {
    const resampler = await Resampler.create(48000, 16000);
    const first = new Float32Array(resampler.maxOutputLength(4800));
    const second = new Float32Array(first.length);
    const input = seededNoise(4800);
    resampler.process(input, first);
    resampler.reset();
    resampler.process(input, second);
    expect(second).toEqual(first);
    resampler.dispose();
  });

  it('refuses a rate of nothing', async () => {
    await expect(Resampler.create(0, 16000)).rejects.toThrow(/No resampler/);
  });
});
