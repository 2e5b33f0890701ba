/** Turns one magnitude spectrum into one column of spectrogram pixels. */

/** The levels, dBFS, that the darkest and the brightest colour stand for. */
export const SPECTROGRAM_FLOOR_DBFS = -100;
/** Level of the brightest colour, dBFS. */
export const SPECTROGRAM_CEILING_DBFS = -20;

/** Index (0–255) in the colour table for a level in dBFS. */
export const colourIndex = (dbfs: number): number => {
  const share = (dbfs - SPECTROGRAM_FLOOR_DBFS) / (SPECTROGRAM_CEILING_DBFS - SPECTROGRAM_FLOOR_DBFS);
  return Math.round(255 * Math.min(1, Math.max(0, share)));
};

/**
 * Fills `pixels` (one for each row, top first) from `spectrum`, dBFS from 0 Hz to half the rate, with the entries of
 * a table of 256 colours. Low frequencies are at the bottom. A row that covers several bins shows the loudest, so
 * that a narrow tone isn't lost; a bin that covers several rows is repeated.
 */
export const paintColumn = (spectrum: Float32Array, colours: Uint32Array, pixels: Uint32Array): void => {
  const height = pixels.length;
  for (let row = 0; row < height; row += 1) {
    const first = Math.floor(((height - 1 - row) * spectrum.length) / height);
    const last = Math.max(first + 1, Math.floor(((height - row) * spectrum.length) / height));
    let loudest = -Infinity;
    for (let bin = first; bin < last; bin += 1) loudest = Math.max(loudest, spectrum[bin] ?? -Infinity);
    pixels[row] = colours[colourIndex(loudest)] ?? 0;
  }
};
