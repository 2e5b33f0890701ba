import { paintColumn } from './spectrogram-column.js';

/** Where a spectrogram is in its picture, device pixels. */
interface Rows {
  readonly top: number;
  readonly height: number;
}

/** Adds columns to spectrograms that lie above each other in one picture, newest at the right. */
export class SpectrogramPainter {
  readonly #width: number;
  readonly #pixels: Uint32Array;
  readonly #colours: Uint32Array;
  readonly #columnWidth: number;
  readonly #columns: readonly { readonly top: number; readonly pixels: Uint32Array }[];
  #sweepAt = 0;

  /** `colours` is a table of 256 RGBA colours; `columnWidth` in device pixels. */
  constructor(
    readonly image: ImageData,
    colours: Uint8ClampedArray,
    columnWidth: number,
    spectrograms: readonly Rows[],
  ) {
    this.#width = image.width;
    this.#pixels = new Uint32Array(image.data.buffer);
    this.#colours = new Uint32Array(colours.buffer);
    this.#columnWidth = columnWidth;
    this.#columns = spectrograms.map(({ top, height }) => ({ top, pixels: new Uint32Array(height) }));
  }

  /**
   * Draws one spectrum (dBFS, 0 Hz to half the rate) for each spectrogram. It shifts the picture left by a column;
   * with `sweep` it leaves the picture where it is and overwrites the oldest column instead.
   */
  add(spectra: readonly Float32Array[], sweep: boolean): void {
    let left = this.#width - this.#columnWidth;
    if (sweep) {
      left = this.#sweepAt;
      this.#sweepAt = (left + this.#columnWidth) % this.#width;
    } else {
      // All rows at once: what a row gets from the left end of the next one lies where its new column comes.
      this.#pixels.copyWithin(0, this.#columnWidth);
    }
    const right = Math.min(this.#width, left + this.#columnWidth);
    this.#columns.forEach(({ top, pixels }, index) => {
      paintColumn(spectra[index] as Float32Array, this.#colours, pixels);
      pixels.forEach((colour, row) => {
        const start = (top + row) * this.#width;
        this.#pixels.fill(colour, start + left, start + right);
      });
    });
  }
}
