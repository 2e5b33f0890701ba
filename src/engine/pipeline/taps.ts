import type { EngineRecording } from '../../shared/engine-messages.js';
import type { LiveStats } from '../../shared/live.js';
import { hopMs, type ModelSpec } from '../../shared/model-spec.js';
import { LevelMeter } from '../../dsp/meter.js';
import type { HopListener } from './lane.js';
import { RtfWindow } from './rtf.js';
import { SpectrogramColumns } from './spectrogram.js';
import { UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';

/** Real-time factors are of this long. */
const RTF_SECONDS = 10;

/** A recording under way. */
interface Take {
  readonly before: Float32Array;
  readonly after: Float32Array;
  readonly resolve: (recording: EngineRecording) => void;
  readonly reject: (error: Error) => void;
  filled: number;
}

/** All that is observed of the hops that pass: levels, real-time factor, spectra, recordings. */
export class Taps implements HopListener {
  readonly spec: ModelSpec;
  readonly #onHop: (before: Float32Array, after: Float32Array, totalMs: number) => void;
  readonly #input = new LevelMeter();
  readonly #output = new LevelMeter();
  readonly #rtf: RtfWindow;
  readonly #spectrogram: SpectrogramColumns;
  #takes: Take[] = [];

  /** @param onHop told of every hop as well */
  constructor(spec: ModelSpec, onHop: (before: Float32Array, after: Float32Array, totalMs: number) => void) {
    this.spec = spec;
    this.#onHop = onHop;
    this.#spectrogram = new SpectrogramColumns(spec.sampleRate);
    this.#rtf = new RtfWindow(Math.ceil((1000 * RTF_SECONDS) / hopMs(spec)));
  }

  onHop(
    input: Float32Array,
    before: Float32Array,
    after: Float32Array,
    inferenceMs: number,
    totalMs: number,
  ): void {
    this.#input.measure(input);
    this.#output.measure(after);
    this.#spectrogram.push(before, after);
    if (inferenceMs > 0) this.#rtf.add(inferenceMs / hopMs(this.spec));
    for (const take of this.#takes) fill(take, before, after);
    if (this.#takes.some(isFull)) {
      for (const { before, after, resolve } of this.#takes.filter(isFull))
        resolve({ before, after, sampleRate: this.spec.sampleRate });
      this.#takes = this.#takes.filter((take) => !isFull(take));
    }
    this.#onHop(before, after, totalMs);
  }

  /** The next `seconds`, before and after. */
  record(seconds: number): Promise<EngineRecording> {
    const length = Math.round(seconds * this.spec.sampleRate);
    return new Promise((resolve, reject) => {
      const arrays = { before: new Float32Array(length), after: new Float32Array(length) };
      this.#takes.push({ ...arrays, resolve, reject, filled: 0 });
    });
  }

  /** What was measured since the last call; spectra only from the first call on that wants them. */
  take(
    spectraWanted: boolean,
  ): Pick<LiveStats, 'input' | 'output' | 'rtfMean' | 'rtfP99' | 'hopMs' | 'spectra'> {
    this.#spectrogram.want(spectraWanted);
    return {
      input: this.#input.take(),
      output: this.#output.take(),
      rtfMean: this.#rtf.mean(),
      rtfP99: this.#rtf.p99(),
      hopMs: hopMs(this.spec),
      spectra: this.#spectrogram.take(),
    };
  }

  /** Ends recordings that can't be completed. */
  dispose(): void {
    for (const { reject } of this.#takes) reject(new UserError(words('engine.recordingCutShort')));
    this.#takes = [];
  }
}

const isFull = ({ filled, before }: Take): boolean => filled === before.length;

function fill(take: Take, before: Float32Array, after: Float32Array): void {
  const count = Math.min(before.length, take.before.length - take.filled);
  take.before.set(before.subarray(0, count), take.filled);
  take.after.set(after.subarray(0, count), take.filled);
  take.filled += count;
}
