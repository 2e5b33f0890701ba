import type { Spectra } from '../../shared/live.js';
import { SampleRing } from '../../dsp/ring.js';
import { SPECTRUM_BINS, SpectrumAnalyser } from '../../dsp/spectrum.js';

/** Columns follow the time of the sound, not of the reports: the picture runs evenly, however often it is drawn. */
const COLUMNS_PER_SECOND = 25;
/** Columns that wait for a report that doesn't come; the oldest are dropped. */
const MOST_COLUMNS = COLUMNS_PER_SECOND;

/** Collects the spectra of a sound before and after, until they are read. */
export class SpectrogramColumns {
  readonly #before = new SpectrumAnalyser();
  readonly #after = new SpectrumAnalyser();
  readonly #columnsBefore = new SampleRing(MOST_COLUMNS * SPECTRUM_BINS);
  readonly #columnsAfter = new SampleRing(MOST_COLUMNS * SPECTRUM_BINS);
  readonly #columnSamples: number;
  #samples = 0;
  #isWanted = false;

  constructor(readonly sampleRate: number) {
    this.#columnSamples = sampleRate / COLUMNS_PER_SECOND;
  }

  /** Analyses and keeps nothing while nobody wants it. */
  want(wanted: boolean): void {
    this.#isWanted = wanted;
    if (wanted) return;
    this.#columnsBefore.clear();
    this.#columnsAfter.clear();
  }

  /** One hop of both, aligned. */
  push(before: Float32Array, after: Float32Array): void {
    this.#before.push(before);
    this.#after.push(after);
    this.#samples += before.length;
    if (this.#samples < this.#columnSamples) return;
    this.#samples %= this.#columnSamples;
    if (!this.#isWanted) return;
    this.#columnsBefore.push(this.#before.analyse());
    this.#columnsAfter.push(this.#after.analyse());
  }

  /** The spectra since the last call; null when there are none. */
  read(): Spectra | null {
    const { length } = this.#columnsBefore;
    if (length === 0) return null;
    const before = new Float32Array(length);
    const after = new Float32Array(length);
    this.#columnsBefore.read(before);
    this.#columnsAfter.read(after);
    return { before, after, bins: SPECTRUM_BINS, sampleRate: this.sampleRate };
  }
}
