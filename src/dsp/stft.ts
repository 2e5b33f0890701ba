import { createRealFft, type RealFft, type Spectrum } from './fft.js';
import { makeStftWindows, type StftSettings } from './window.js';

/**
 * Streaming short-time Fourier transform and its inverse by weighted overlap-add, a hop at a time.
 *
 * The synthesis window is the analysis window divided by the overlapped sum of its squares (Griffin and Lim,
 * "Signal estimation from modified short-time Fourier transform", 1984), so analysis followed by synthesis
 * gives the input back, delayed by n_fft − hop samples. A window shorter than n_fft is centred in it.
 * Nothing is allocated per hop.
 */
export class StreamingStft {
  readonly #hop: number;
  readonly #analysisWindow: Float64Array;
  readonly #synthesisWindow: Float64Array;
  /** The last n_fft input samples: the input cache and the newest hop. */
  readonly #samples: Float64Array;
  /** Overlap-add accumulator: the output cache of n_fft − hop samples, and a hop of zeros. */
  readonly #overlap: Float64Array;
  readonly #frame: Float64Array;
  readonly #spectrum: Spectrum;
  readonly #fft: RealFft;

  /**
   * @throws RangeError when n_fft is odd, or window and hop leave samples uncovered
   */
  constructor(settings: StftSettings) {
    const { nFft, hop } = settings;
    this.#hop = hop;
    const windows = makeStftWindows(settings);
    this.#analysisWindow = windows.analysis;
    this.#synthesisWindow = windows.synthesis;
    this.#samples = new Float64Array(nFft);
    this.#overlap = new Float64Array(nFft);
    this.#frame = new Float64Array(nFft);
    this.#fft = createRealFft(nFft);
    this.#spectrum = [new Float64Array(nFft / 2 + 1), new Float64Array(nFft / 2 + 1)];
  }

  /**
   * @param input    newest samples [hop]
   * @param spectrum of the last n_fft samples, windowed: [n_fft/2 + 1, 2], real and imaginary part; written
   */
  analyse(input: Float32Array, spectrum: Float32Array): void {
    const samples = this.#samples;
    const frame = this.#frame;
    const window = this.#analysisWindow;
    samples.copyWithin(0, this.#hop);
    samples.set(input, samples.length - this.#hop);
    for (let i = 0; i < frame.length; i++) frame[i] = (samples[i] as number) * (window[i] as number);
    this.#fft.forward(frame, this.#spectrum);
    const [real, imaginary] = this.#spectrum;
    for (let bin = 0, i = 0; bin < real.length; bin++) {
      spectrum[i++] = real[bin] as number;
      spectrum[i++] = imaginary[bin] as number;
    }
  }

  /**
   * @param spectrum [n_fft/2 + 1, 2], real and imaginary part
   * @param output   the next finished samples [hop]; written
   */
  synthesise(spectrum: Float32Array, output: Float32Array): void {
    const [real, imaginary] = this.#spectrum;
    for (let bin = 0, i = 0; bin < real.length; bin++) {
      real[bin] = spectrum[i++] as number;
      imaginary[bin] = spectrum[i++] as number;
    }
    const frame = this.#frame;
    this.#fft.inverse(this.#spectrum, frame);
    const overlap = this.#overlap;
    const window = this.#synthesisWindow;
    for (let i = 0; i < frame.length; i++) {
      overlap[i] = (overlap[i] as number) + (frame[i] as number) * (window[i] as number);
    }
    for (let i = 0; i < this.#hop; i++) output[i] = overlap[i] as number;
    overlap.copyWithin(0, this.#hop);
    overlap.fill(0, overlap.length - this.#hop);
  }

  /** Sets both caches to zero. */
  reset(): void {
    this.#samples.fill(0);
    this.#overlap.fill(0);
  }
}
