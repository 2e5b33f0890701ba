import type { EngineRecording } from '../../shared/engine-messages.js';
import type { LiveStats } from '../../shared/live.js';
import { hopMs, type ModelSpec } from '../../shared/model-spec.js';
import { LevelMeter } from '../../dsp/meter.js';
import type { HopObserver } from './lane.js';
import { RtfWindow } from './rtf.js';
import { SpectrogramColumns } from './spectrogram.js';
import { UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';

/** Real-time factors are taken over this long. */
const RTF_SECONDS = 10;

/** Sound before and after the enhancer, aligned, at the model's rate. */
type TapRecording = Omit<EngineRecording, 'microphone'>;

/** A recording under way. */
interface RecordingUnderWay {
  readonly before: Float32Array;
  readonly after: Float32Array;
  readonly resolve: (recording: TapRecording) => void;
  readonly reject: (error: Error) => void;
  filled: number;
}

/** Observes the hops that pass: levels, real-time factor, spectra, recordings. */
export class Taps implements HopObserver {
  readonly spec: ModelSpec;
  readonly #onHop: (totalMs: number) => void;
  readonly #onFault: () => void;
  readonly #input = new LevelMeter();
  readonly #output = new LevelMeter();
  readonly #rtf: RtfWindow;
  readonly #spectrogram: SpectrogramColumns;
  #recordings: RecordingUnderWay[] = [];

  /**
   * @param onHop   called with the time that each hop took, ms
   * @param onFault called for each hop whose output was no sound
   */
  constructor(spec: ModelSpec, onHop: (totalMs: number) => void, onFault: () => void) {
    this.spec = spec;
    this.#onHop = onHop;
    this.#onFault = onFault;
    this.#spectrogram = new SpectrogramColumns(spec.sampleRate);
    this.#rtf = new RtfWindow(Math.ceil((1000 * RTF_SECONDS) / hopMs(spec)));
  }

  readonly onHop: HopObserver['onHop'] = (input, before, after, inferenceMs, totalMs) => {
    this.#input.measure(input);
    this.#output.measure(after);
    this.#spectrogram.push(before, after);
    if (inferenceMs > 0) this.#rtf.add(inferenceMs / hopMs(this.spec));
    for (const recording of this.#recordings) fill(recording, before, after);
    if (this.#recordings.some(isFull)) {
      for (const { before, after, resolve } of this.#recordings.filter(isFull))
        resolve({ before, after, sampleRate: this.spec.sampleRate });
      this.#recordings = this.#recordings.filter((recording) => !isFull(recording));
    }
    this.#onHop(totalMs);
  };

  onFault(): void {
    this.#onFault();
  }

  /** Samples of the microphone were no finite numbers and were replaced. */
  onInputNotFinite(): void {
    this.#input.markNotFinite();
  }

  /** Records the next `seconds`, before and after. */
  record(seconds: number): Promise<TapRecording> {
    const length = Math.round(seconds * this.spec.sampleRate);
    return new Promise((resolve, reject) => {
      const arrays = { before: new Float32Array(length), after: new Float32Array(length) };
      this.#recordings.push({ ...arrays, resolve, reject, filled: 0 });
    });
  }

  /** Figures since the last call; spectra only from the first call on that wants them. */
  read(
    spectraWanted: boolean,
  ): Pick<LiveStats, 'input' | 'output' | 'rtfMean' | 'rtfP99' | 'hopMs' | 'spectra'> {
    this.#spectrogram.want(spectraWanted);
    return {
      input: this.#input.read(),
      output: this.#output.read(),
      rtfMean: this.#rtf.mean(),
      rtfP99: this.#rtf.p99(),
      hopMs: hopMs(this.spec),
      spectra: this.#spectrogram.read(),
    };
  }

  /** Ends recordings that can't be completed. */
  dispose(): void {
    for (const { reject } of this.#recordings) reject(new UserError(words('engine.recordingCutShort')));
    this.#recordings = [];
  }
}

const isFull = ({ filled, before }: RecordingUnderWay): boolean => filled === before.length;

function fill(recording: RecordingUnderWay, before: Float32Array, after: Float32Array): void {
  const count = Math.min(before.length, recording.before.length - recording.filled);
  recording.before.set(before.subarray(0, count), recording.filled);
  recording.after.set(after.subarray(0, count), recording.filled);
  recording.filled += count;
}
