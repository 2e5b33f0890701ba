import { parse } from 'node:path';
import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import type { AudioBlock, AudioFormat } from './audio-reader.js';
import type { RecordingTags } from './recording-tags.js';

/** Formats that results are written in. */
export const OUTPUT_FORMATS = ['wav', 'flac'] as const;
/** One of them. */
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** Endings of names that fit a format, in lower case with the dot. */
export const OUTPUT_ENDINGS: Readonly<Record<OutputFormat, readonly string[]>> = {
  wav: ['.wav', '.wave'],
  flac: ['.flac'],
};

/** The format that a name says, or null. */
export const outputFormatOf = (path: string): OutputFormat | null =>
  OUTPUT_FORMATS.find((format) => OUTPUT_ENDINGS[format].includes(parse(path).ext.toLowerCase())) ?? null;

/** Name of a cleaned recording unless the user gives one: `talk.clean.wav` for `talk.mp3`. */
export const cleanedName = (recording: string, format: OutputFormat = 'wav'): string =>
  `${parse(recording).name}.clean${OUTPUT_ENDINGS[format][0] ?? ''}`;

/** How a recording is to be written. */
export interface AudioWriterOptions {
  /** Whether an existing file may be replaced. */
  readonly overwrite: boolean;
  /** Length in samples of each channel, or null when it isn't known. */
  readonly expectedFrames: number | null;
  /** Recordings that are read meanwhile and may not be replaced. */
  readonly inputs?: readonly string[];
  /** Kept where the format has a place for them. */
  readonly tags?: RecordingTags;
}

/** A recording that is being written. It appears at its place when it is complete. */
export interface AudioWriter {
  /** Samples beyond full scale that were cut to it so far; floats are never cut. */
  readonly clippedSamples: number;
  /**
   * @param block  samples of each channel
   * @param frames how many of them
   */
  write(block: AudioBlock, frames: number): Promise<void>;
  /** Completes the file and moves it to its place. */
  finish(): Promise<void>;
  /** Removes what has been written. */
  abort(): Promise<void>;
}

/** Limits samples to what an integer of `bits` can hold, ±1, and counts those that were beyond full scale. */
export class Limiter {
  /** Samples that were more than half a step beyond full scale. */
  clippedSamples = 0;
  readonly #highest: number;
  readonly #halfStep: number;

  constructor(bits: number) {
    this.#highest = 1 - 2 ** (1 - bits);
    this.#halfStep = 2 ** -bits;
  }

  limit(value: number): number {
    if (value > this.#highest) {
      if (value - this.#highest > this.#halfStep) this.clippedSamples++;
      return this.#highest;
    }
    if (value >= -1) return value;
    if (-1 - value > this.#halfStep) this.clippedSamples++;
    return -1;
  }
}

/** @throws UserError where a format can't hold these samples */
export function checkFlacFormat(
  path: string,
  { encoding, bitDepth, channels, sampleRate }: AudioFormat,
): void {
  if (encoding === 'float' || bitDepth > 24 || channels > 8 || sampleRate > 655_350)
    throw new UserError(words('audioFile.notForFlac', { file: path }));
}
