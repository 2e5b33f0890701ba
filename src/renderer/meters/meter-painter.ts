import type { Level } from '../../shared/live.js';
import { METER_TICKS_DBFS, meterFraction } from './meter-scale.js';
import { PeakHold } from './peak-hold.js';
import type { Rows } from '../canvas/rows.js';

/** CSS colours. */
interface MeterColours {
  readonly surface: string;
  readonly track: string;
  readonly tick: string;
  readonly peak: string;
}

/** Position of a meter in the picture, and the CSS colour of its bar. */
interface MeterPlace extends Rows {
  readonly bar: string;
}

/** The part of a canvas's 2D context that the painter uses. */
export type MeterContext = Pick<OffscreenCanvasRenderingContext2D, 'canvas' | 'fillStyle' | 'fillRect'>;

/** CSS pixels. */
const TICK_WIDTH = 1;
const PEAK_WIDTH = 2;

/** Draws level meters as wide as their picture: a bar for the RMS, the ticks of the scale, a line for the held peak. */
export class MeterPainter {
  readonly #context: MeterContext;
  readonly #pixel: number;
  readonly #colours: MeterColours;
  readonly #meters: readonly (MeterPlace & { readonly hold: PeakHold })[];

  /** `pixel` is how many device pixels a CSS pixel has. */
  constructor(context: MeterContext, pixel: number, colours: MeterColours, places: readonly MeterPlace[]) {
    this.#context = context;
    this.#pixel = pixel;
    this.#colours = colours;
    this.#meters = places.map((place) => ({ ...place, hold: new PeakHold() }));
  }

  /** Draws the level of each meter; `nowMs` is the time on any clock that only goes forward. */
  draw(levels: readonly Pick<Level, 'rmsDbfs' | 'peakDbfs'>[], nowMs: number): void {
    const { width, height } = this.#context.canvas;
    this.#fill(this.#colours.surface, 0, width, { top: 0, height });
    this.#meters.forEach((meter, index) => {
      const { rmsDbfs, peakDbfs } = levels[index] as Level;
      this.#fill(this.#colours.track, 0, width, meter);
      this.#fill(meter.bar, 0, width * meterFraction(rmsDbfs), meter);
      for (const tick of METER_TICKS_DBFS) {
        this.#fill(
          this.#colours.tick,
          Math.round(width * meterFraction(tick)),
          TICK_WIDTH * this.#pixel,
          meter,
        );
      }
      const peak = width * meterFraction(meter.hold.update(peakDbfs, nowMs));
      const line = Math.min(peak, PEAK_WIDTH * this.#pixel);
      this.#fill(this.#colours.peak, peak - line, line, meter);
    });
  }

  #fill(colour: string, left: number, width: number, { top, height }: Rows): void {
    this.#context.fillStyle = colour;
    this.#context.fillRect(left, top, width, height);
  }
}
