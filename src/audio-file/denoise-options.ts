import type { Words } from '../words/words.js';
import type { AudioFormat, ReadOptions } from './audio-reader.js';
import type { OutputFormat } from './audio-writer.js';
import type { RecordingLevel } from './level-meter.js';

/** How a recording is to be cleaned. */
export interface DenoiseOptions extends ReadOptions {
  /** Share of the enhanced signal, 0–100 %; the rest is the input as it is. 100 if undefined. */
  readonly strength?: number | undefined;
  /** Let the result lag by n − h, as the model gives it, instead of lining it up with the input. */
  readonly keepDelay?: boolean | undefined;
  /** Format of the result; that of its name if undefined, else WAV. */
  readonly outputFormat?: OutputFormat | undefined;
  /** Replace an existing result. */
  readonly overwrite?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: DenoiseProgress) => void) | undefined;
}

/** How far the cleaning is. */
export interface DenoiseProgress {
  /** Share of the file, 0 to 1. */
  readonly share: number;
  /** Estimate from the speed so far; null at the start. */
  readonly secondsLeft: number | null;
  /** Length of the recording, where its header says it. */
  readonly duration: number | null;
}

/** Result of the cleaning, with its figures. */
export interface DenoiseResult {
  readonly format: AudioFormat;
  /** Length of the recording: samples of each channel, and seconds. */
  readonly frames: number;
  readonly duration: number;
  /** Real-time factor as the field has it: time inside the session ÷ audio time, all channels together. */
  readonly sessionRtf: number;
  /** Whole time, with reading, resampling and writing, ÷ audio time. */
  readonly wholeRtf: number;
  readonly before: RecordingLevel;
  readonly after: RecordingLevel;
  /** Samples of the result that were cut to full scale. */
  readonly clippedSamples: number;
  /** Samples of the input that were no sound (not a number, infinite, far beyond full scale) and became silence. */
  readonly replacedSamples: number;
  /** Hops for which the model gave nothing that can be used, so that the input took their place. */
  readonly failedHops: number;
  /** Warnings about the recording, for the user. */
  readonly warnings: readonly Words[];
}
