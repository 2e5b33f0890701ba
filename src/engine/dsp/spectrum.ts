import { fft } from 'fourier-transform';
import { toDbfs } from '../../shared/dbfs.js';
import { makeWindow } from './window.js';

const SIZE = 512;

/** Magnitude spectrum of the newest samples, for the eye: Hann window, dBFS of a sine's amplitude. */
export class SpectrumAnalyser {
  readonly #window = makeWindow('hann', SIZE);
  readonly #samples = new Float64Array(SIZE);
  readonly #frame = new Float64Array(SIZE);
  readonly #spectrum: [Float64Array, Float64Array] = [
    new Float64Array(SIZE / 2 + 1),
    new Float64Array(SIZE / 2 + 1),
  ];

  push(samples: Float32Array): void {
    const newest = samples.length > SIZE ? samples.subarray(samples.length - SIZE) : samples;
    this.#samples.copyWithin(0, newest.length);
    this.#samples.set(newest, SIZE - newest.length);
  }

  /** 257 values in dBFS from 0 Hz to half the rate. */
  take(): Float32Array {
    for (let i = 0; i < SIZE; i++)
      this.#frame[i] = (this.#samples[i] as number) * (this.#window[i] as number);
    const [real, imaginary] = fft(this.#frame, this.#spectrum);
    const dbfs = new Float32Array(real.length);
    for (let bin = 0; bin < dbfs.length; bin++) {
      const re = real[bin] as number;
      const im = imaginary[bin] as number;
      // A sine of amplitude 1 gives half the sum of the window, SIZE / 4. Math.hypot would take as long as the FFT.
      dbfs[bin] = toDbfs(Math.sqrt(re * re + im * im) / (SIZE / 4));
    }
    return dbfs;
  }
}
