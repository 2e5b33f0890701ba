import { describe, expect, it } from 'vitest';
import { StreamingStft } from '../../../src/dsp/stft.js';
import type { WindowType } from '../../../src/shared/model-spec.js';
import { maxDifference, peak, seededNoise } from '../../support/signals.js';

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
      const input = seededNoise(hop * 40);
      const output = new Float32Array(input.length);
      const spectrum = new Float32Array(nFft + 2);
      for (let at = 0; at < input.length; at += hop) {
        stft.analyse(input.subarray(at, at + hop), spectrum);
        stft.synthesise(spectrum, output.subarray(at, at + hop));
      }
      const delay = nFft - hop;
      expect(maxDifference(output.subarray(delay), input)).toBeLessThan(1e-6);
      expect(peak(output.subarray(0, delay))).toBeLessThan(1e-6);
    },
  );

  it('refuses what cannot give the input back', () => {
    expect(() => new StreamingStft({ nFft: 512, hop: 512, windowLength: 512, window: 'hann' })).toThrow(
      /smaller hop/,
    );
    expect(() => new StreamingStft({ nFft: 501, hop: 250, windowLength: 501, window: 'hann' })).toThrow(
      /must be even/,
    );
  });
});
