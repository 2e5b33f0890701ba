import { z } from 'zod';
import type { StftSettings } from '../../dsp/window.js';

/** Options that several families share; defaults are those of the reference. */

/** Exponent of the magnitude that a network works on. */
export const inputCompression = z.number().min(0.01).max(1).default(0.3);

const FFT_SIZE = 512;
/** Bins of an FFT of 512, the only size that the families with fixed bands know. */
export const BINS_OF_512 = FFT_SIZE / 2 + 1;

/** STFT options of the families whose bands are made for an FFT of 512. */
export const optionsOf512 = {
  n_fft: z.literal(FFT_SIZE).default(FFT_SIZE),
  hop_size: z.int().min(1).max(FFT_SIZE).default(256),
  win_size: z.int().min(1).max(FFT_SIZE).default(FFT_SIZE),
  window: z.literal('hann').default('hann'),
  input_compression: inputCompression,
};

/** STFT options as every family names them. */
export interface StftOptions {
  readonly n_fft: number;
  readonly hop_size: number;
  readonly win_size: number;
  readonly window: StftSettings['window'];
}

/** The STFT that a family's options ask for. */
export const stftOf = ({ n_fft: nFft, hop_size: hop, win_size, window }: StftOptions): StftSettings => ({
  nFft,
  hop,
  windowLength: win_size,
  window,
});
