import { paintColumn } from './spectrogram-column.js';

/** The part of a canvas's 2D context that the painter uses. */
export type PainterContext = Pick<
  CanvasRenderingContext2D,
  'canvas' | 'drawImage' | 'createImageData' | 'putImageData'
>;

/** Adds columns to a spectrogram on a canvas, newest at the right. */
export class SpectrogramPainter {
  readonly #context: PainterContext;
  readonly #colours: Uint8ClampedArray;
  readonly #columnWidth: number;
  readonly #column: ImageData;
  #sweepAt = 0;

  /** `columnWidth` in device pixels; the canvas has its final size. */
  constructor(context: PainterContext, colours: Uint8ClampedArray, columnWidth: number) {
    this.#context = context;
    this.#colours = colours;
    this.#columnWidth = columnWidth;
    this.#column = context.createImageData(1, context.canvas.height);
  }

  /**
   * Draws one spectrum (dBFS, 0 Hz to half the rate). It shifts the picture left by a column; with `sweep` it
   * leaves the picture where it is and overwrites the oldest column instead.
   */
  add(spectrum: Float32Array, sweep: boolean): void {
    const { canvas } = this.#context;
    paintColumn(spectrum, this.#colours, this.#column.data);
    let left = canvas.width - this.#columnWidth;
    if (sweep) {
      left = this.#sweepAt;
      this.#sweepAt = (left + this.#columnWidth) % canvas.width;
    } else {
      this.#context.drawImage(canvas as HTMLCanvasElement, -this.#columnWidth, 0);
    }
    for (let offset = 0; offset < this.#columnWidth; offset += 1) {
      this.#context.putImageData(this.#column, left + offset, 0);
    }
  }
}
