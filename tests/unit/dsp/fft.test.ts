import { describe, expect, it } from 'vitest';
import { createRealFft, type Spectrum } from '../../../src/dsp/fft.js';
import { maxDifference, seededNoise } from '../../support/signals.js';

/** By the definition: X[b] = Σ x[i] · exp(−2πi·b·i/N). */
function byDefinition(frame: Float64Array): Spectrum {
  const bins = frame.length / 2 + 1;
  const spectrum: Spectrum = [new Float64Array(bins), new Float64Array(bins)];
  for (let bin = 0; bin < bins; bin++)
    for (const [i, sample] of frame.entries()) {
      const angle = (-2 * Math.PI * ((bin * i) % frame.length)) / frame.length;
      spectrum[0][bin] = (spectrum[0][bin] as number) + sample * Math.cos(angle);
      spectrum[1][bin] = (spectrum[1][bin] as number) + sample * Math.sin(angle);
    }
  return spectrum;
}

const emptySpectrum = (size: number): Spectrum => [
  new Float64Array(size / 2 + 1),
  new Float64Array(size / 2 + 1),
];

describe('the real Fourier transform', () => {
  it.each([2, 4, 6, 10, 14, 16, 22, 26, 30, 48, 100, 154, 160, 320, 360, 480, 512, 960, 1024, 1058])(
    'of %i samples is what the definition gives, and comes back',
    (size) => {
      const frame = Float64Array.from(seededNoise(size));
      const fft = createRealFft(size);
      const spectrum = emptySpectrum(size);
      fft.forward(frame, spectrum);
      const expected = byDefinition(frame);
      expect(maxDifference(spectrum[0], expected[0])).toBeLessThan(1e-11);
      expect(maxDifference(spectrum[1], expected[1])).toBeLessThan(1e-11);
      const back = new Float64Array(size);
      fft.inverse(spectrum, back);
      expect(maxDifference(back, frame)).toBeLessThan(1e-14);
    },
  );

  it.each([512, 960])('of %i samples takes the imaginary parts of both ends as zero', (size) => {
    const fft = createRealFft(size);
    const spectrum = emptySpectrum(size);
    fft.forward(Float64Array.from(seededNoise(size)), spectrum);
    const clean = new Float64Array(size);
    fft.inverse(spectrum, clean);
    spectrum[1][0] = 3;
    spectrum[1][size / 2] = -2;
    const disturbed = new Float64Array(size);
    fft.inverse(spectrum, disturbed);
    expect(maxDifference(disturbed, clean)).toBe(0);
  });

  it.each([0, 1, 511, 2.5, NaN])('refuses a size of %d', (size) => {
    expect(() => createRealFft(size)).toThrow(RangeError);
  });
});
