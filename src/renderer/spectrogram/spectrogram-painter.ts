import type { Spectra } from '../../shared/live.js';
import type { Rows } from '../canvas/rows.js';
import { paintColumn } from './spectrogram-column.js';

/** Adds columns to two spectrograms in one picture, newest at the right. */
export class SpectrogramPainter {
  readonly #pixels: Uint32Array;
  readonly #colours: Uint32Array;
  readonly #columnWidth: number;
  readonly #rows: Readonly<Record<'before' | 'after', Rows>>;
  readonly #column: Uint32Array;
  #sweepAt = 0;

  /** `colours` is a table of 256 RGBA colours; `columnWidth` in device pixels. */
  constructor(
    readonly image: ImageData,
    colours: Uint8ClampedArray,
    columnWidth: number,
    rows: Readonly<Record<'before' | 'after', Rows>>,
  ) {
    this.#pixels = new Uint32Array(image.data.buffer);
    this.#colours = new Uint32Array(colours.buffer);
    this.#columnWidth = columnWidth;
    this.#rows = rows;
    this.#column = new Uint32Array(image.height);
  }

  /**
   * Draws a column for each spectrum. The picture shifts left by as much; with `sweep` it stays where it is, and
   * the oldest columns are overwritten instead.
   */
  add({ before, after, bins }: Omit<Spectra, 'sampleRate'>, sweep: boolean): void {
    for (let at = 0; at < before.length; at += bins) {
      const left = sweep ? this.#sweepOn() : this.#shift();
      this.#paint(before.subarray(at, at + bins), this.#rows.before, left);
      this.#paint(after.subarray(at, at + bins), this.#rows.after, left);
    }
  }

  /** Both return where the new column begins. */
  #sweepOn(): number {
    const left = this.#sweepAt;
    this.#sweepAt = (left + this.#columnWidth) % this.image.width;
    return left;
  }

  #shift(): number {
    // All rows at once: what a row gets from the left end of the next one lies where its new column comes.
    this.#pixels.copyWithin(0, this.#columnWidth);
    return this.image.width - this.#columnWidth;
  }

  #paint(spectrum: Float32Array, { top, height }: Rows, left: number): void {
    const { width } = this.image;
    const column = this.#column.subarray(0, height);
    const right = Math.min(width, left + this.#columnWidth);
    paintColumn(spectrum, this.#colours, column);
    column.forEach((colour, row) => {
      const start = (top + row) * width;
      this.#pixels.fill(colour, start + left, start + right);
    });
  }
}
