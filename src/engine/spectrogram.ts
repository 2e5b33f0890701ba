import type { Spectra } from '../shared/live.js';
import { SPECTRUM_BINS, SpectrumAnalyser } from './dsp/spectrum.js';

/** By time of the sound, not of the reports: the picture runs evenly, however often it is drawn. */
const COLUMNS_PER_SECOND = 25;
/** What waits for a report that doesn't come; the oldest is dropped. */
const MOST_COLUMNS = COLUMNS_PER_SECOND;

/** Collects the spectra of a sound before and after, until they are taken. */
export class SpectrogramColumns {
  readonly #before = new SpectrumAnalyser();
  readonly #after = new SpectrumAnalyser();
  readonly #columnsBefore = new Float32Array(MOST_COLUMNS * SPECTRUM_BINS);
  readonly #columnsAfter = new Float32Array(MOST_COLUMNS * SPECTRUM_BINS);
  readonly #columnSamples: number;
  #samples = 0;
  #columns = 0;
  #wanted = false;

  constructor(readonly sampleRate: number) {
    this.#columnSamples = sampleRate / COLUMNS_PER_SECOND;
  }

  /** Nothing is analysed, and nothing kept, while nobody wants it. */
  want(wanted: boolean): void {
    if (!wanted) this.#columns = 0;
    this.#wanted = wanted;
  }

  /** One hop of both, aligned. */
  push(before: Float32Array, after: Float32Array): void {
    this.#before.push(before);
    this.#after.push(after);
    this.#samples += before.length;
    if (this.#samples < this.#columnSamples) return;
    this.#samples %= this.#columnSamples;
    if (this.#wanted) this.#add();
  }

  /** The spectra since the last call; null when there are none. */
  take(): Spectra | null {
    if (this.#columns === 0) return null;
    const end = this.#columns * SPECTRUM_BINS;
    this.#columns = 0;
    return {
      before: this.#columnsBefore.slice(0, end),
      after: this.#columnsAfter.slice(0, end),
      bins: SPECTRUM_BINS,
      sampleRate: this.sampleRate,
    };
  }

  #add(): void {
    if (this.#columns === MOST_COLUMNS) {
      this.#columnsBefore.copyWithin(0, SPECTRUM_BINS);
      this.#columnsAfter.copyWithin(0, SPECTRUM_BINS);
      this.#columns--;
    }
    const at = this.#columns * SPECTRUM_BINS;
    this.#before.analyse(this.#columnsBefore, at);
    this.#after.analyse(this.#columnsAfter, at);
    this.#columns++;
  }
}
