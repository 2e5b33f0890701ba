/** Widths of the bands in bins, for an n_fft of 512. */
export const BANDS = [2, ...repeat(3, 10), ...repeat(8, 12), ...repeat(16, 7), 17];
/** Width of the widest band, in bins. */
export const WIDEST = Math.max(...BANDS);
/** Bins of all bands: n_fft / 2 + 1. */
export const BINS = BANDS.reduce((sum, width) => sum + width, 0);

function repeat(value: number, times: number): number[] {
  return Array.from({ length: times }, () => value);
}
