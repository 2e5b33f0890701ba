import { fft } from 'fourier-transform';
import { toDbfs } from '../shared/dbfs.js';
import { makeWindow } from './window.js';

const SIZE = 512;

/** Frequencies of a spectrum, from 0 Hz to half the rate. */
export const SPECTRUM_BINS = SIZE / 2 + 1;

/** Magnitude spectrum of the newest samples, for the eye: Hann window, dBFS of a sine's amplitude. */
export class SpectrumAnalyser {
  readonly #window = makeWindow('hann', SIZE);
  readonly #samples = new Float64Array(SIZE);
  readonly #frame = new Float64Array(SIZE);
  readonly #spectrum: [Float64Array, Float64Array] = [
    new Float64Array(SPECTRUM_BINS),
    new Float64Array(SPECTRUM_BINS),
  ];
  readonly #dbfs = new Float32Array(SPECTRUM_BINS);

  push(samples: Float32Array): void {
    const newest = samples.length > SIZE ? samples.subarray(samples.length - SIZE) : samples;
    this.#samples.copyWithin(0, newest.length);
    this.#samples.set(newest, SIZE - newest.length);
  }

  /** `SPECTRUM_BINS` values in dBFS; they hold until the next call. */
  analyse(): Float32Array {
    for (let i = 0; i < SIZE; i++)
      this.#frame[i] = (this.#samples[i] as number) * (this.#window[i] as number);
    const [real, imaginary] = fft(this.#frame, this.#spectrum);
    for (let bin = 0; bin < SPECTRUM_BINS; bin++) {
      const re = real[bin] as number;
      const im = imaginary[bin] as number;
      // A sine of amplitude 1 gives half the sum of the window, SIZE / 4. Math.hypot would take as long as the FFT.
      this.#dbfs[bin] = toDbfs(Math.sqrt(re * re + im * im) / (SIZE / 4));
    }
    return this.#dbfs;
  }
}
