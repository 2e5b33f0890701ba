import type { WindowType } from '../../shared/model-spec.js';

/** Periodic Hann window of `length` samples, w[i] = ½ − ½ cos(2πi / length), or its square root. */
export function makeWindow(type: WindowType, length: number): Float64Array {
  const window = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length);
    window[i] = type === 'hann-sqrt' ? Math.sqrt(hann) : hann;
  }
  return window;
}
