import { describe, expect, it } from 'vitest';
import { StreamingStft } from '../../../src/engine/dsp/stft.js';
import type { WindowType } from '../../../src/shared/model-spec.js';

const noise = (length: number): Float32Array => {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
};

describe('StreamingStft', () => {
  const cases: [number, number, number, WindowType][] = [
    [512, 256, 512, 'hann'],
    [512, 256, 512, 'hann-sqrt'],
    [512, 160, 512, 'hann'],
    [512, 100, 512, 'hann'],
    [512, 200, 400, 'hann-sqrt'],
    [1024, 512, 1024, 'hann'],
    [1024, 320, 1024, 'hann'],
    [1024, 200, 1024, 'hann-sqrt'],
  ];
  it.each(cases)(
    'n_fft %i, hop %i, window %i %s: gives the input back, delayed by n − h',
    (nFft, hop, windowLength, window) => {
      const stft = new StreamingStft({ nFft, hop, windowLength, window });
      const input = noise(hop * 40);
      const output = new Float32Array(input.length);
      const spectrum = new Float32Array(nFft + 2);
      for (let at = 0; at < input.length; at += hop) {
        stft.analyse(input.subarray(at, at + hop), spectrum);
        stft.synthesise(spectrum, output.subarray(at, at + hop));
      }
      const delay = nFft - hop;
      let worst = 0;
      for (let i = delay; i < output.length; i++)
        worst = Math.max(worst, Math.abs((output[i] as number) - (input[i - delay] as number)));
      expect(worst).toBeLessThan(1e-6);
      expect(output.subarray(0, delay).every((sample) => Math.abs(sample) < 1e-6)).toBe(true);
    },
  );

  it('gives the DFT of a windowed cosine', () => {
    const stft = new StreamingStft({ nFft: 512, hop: 256, windowLength: 512, window: 'hann' });
    const cosine = Float32Array.from({ length: 512 }, (_, i) => Math.cos((2 * Math.PI * 20 * i) / 512));
    const spectrum = new Float32Array(514);
    stft.analyse(cosine.subarray(0, 256), spectrum);
    stft.analyse(cosine.subarray(256), spectrum);
    // A Hann window spreads a bin-centred cosine of amplitude 1 into n/4 at its bin and −n/8 beside it.
    expect(spectrum[40]).toBeCloseTo(128, 3);
    expect(spectrum[38]).toBeCloseTo(-64, 3);
    expect(spectrum[42]).toBeCloseTo(-64, 3);
    expect(Math.hypot(spectrum[60] as number, spectrum[61] as number)).toBeLessThan(1e-3);
  });

  it('refuses what cannot give the input back', () => {
    expect(() => new StreamingStft({ nFft: 512, hop: 512, windowLength: 512, window: 'hann' })).toThrow(
      /smaller hop/,
    );
    expect(() => new StreamingStft({ nFft: 500, hop: 250, windowLength: 500, window: 'hann' })).toThrow(
      /power of two/,
    );
  });
});
