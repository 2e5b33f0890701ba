import type { ModelSpec, WindowType } from '../shared/model-spec.js';

/** Periodic Hann window of `length` samples, w[i] = ½ − ½ cos(2πi / length), or its square root. */
export function makeWindow(type: WindowType, length: number): Float64Array {
  const window = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length);
    window[i] = type === 'hann-sqrt' ? Math.sqrt(hann) : hann;
  }
  return window;
}

export type StftSettings = Pick<ModelSpec, 'nFft' | 'hop' | 'windowLength' | 'window'>;

/** Below this the overlapped windows don't cover a sample, and the input can't be given back. */
const SMALLEST_COVERAGE = 1e-4;

/**
 * Windows of a streaming STFT by weighted overlap-add, n_fft samples each: a window shorter than n_fft is
 * centred in it, and the synthesis window is the analysis window divided by the sum of its squares over all
 * frames that overlap at a sample (Griffin and Lim, 1984).
 *
 * @throws RangeError when n_fft is no power of two, or window and hop leave samples uncovered
 */
export function makeStftWindows({ nFft, hop, windowLength, window }: StftSettings): {
  analysis: Float64Array;
  synthesis: Float64Array;
} {
  if (nFft < 2 || (nFft & (nFft - 1)) !== 0)
    throw new RangeError(`An FFT size must be a power of two, not ${nFft}.`);
  const analysis = new Float64Array(nFft);
  analysis.set(makeWindow(window, windowLength), (nFft - windowLength) >> 1);
  const coverage = new Float64Array(hop);
  analysis.forEach((value, i) => (coverage[i % hop] = (coverage[i % hop] as number) + value * value));
  if (coverage.some((sum) => sum < SMALLEST_COVERAGE))
    throw new RangeError(`A hop of ${hop} leaves samples uncovered by this window: use a smaller hop.`);
  return { analysis, synthesis: analysis.map((value, i) => value / (coverage[i % hop] as number)) };
}
