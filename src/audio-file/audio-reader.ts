import { UserError } from '../shared/user-error.js';

/** How the samples of a file are kept. */
export interface AudioFormat {
  /** Hz. */
  readonly sampleRate: number;
  readonly channels: number;
  readonly encoding: 'integer' | 'float';
  /** Bits of a sample: 8 (unsigned), 16, 24 or 32 as integer, 32 or 64 as float. */
  readonly bitDepth: number;
  /** Which speakers the channels are for, as in WAVE_FORMAT_EXTENSIBLE; 0 when the file doesn't say. */
  readonly channelMask: number;
}

/**
 * Samples of each channel, full scale ±1, all of one length. Doubles, because they hold every sample of every
 * format exactly: a 32-bit integer does not fit a single. Valid until the next block is asked for.
 */
export type AudioBlock = readonly Float64Array[];

/** An open recording, read from front to back with little memory, once. */
export interface AudioReader {
  readonly format: AudioFormat;
  /** Length in samples of each channel as the header says, or null where it doesn't. */
  readonly frames: number | null;
  /** Share of the file that has been read, 0 to 1. */
  readonly progress: number;
  /** What is wrong with the file although it can be read, as a sentence; known at the end. */
  readonly warning: string | null;
  /** @throws UserError when the file turns out to be damaged */
  blocks(): AsyncIterable<AudioBlock>;
  close(): Promise<void>;
}

export interface ReadOptions {
  /** Read what there is of a truncated or damaged file, with a `warning`, instead of an error. */
  readonly acceptDamaged?: boolean | undefined;
}

/**
 * The warning of a recording that is not whole.
 *
 * @throws UserError with `complaint` unless damage is accepted
 */
export function acceptOrThrow(complaint: string, { acceptDamaged }: ReadOptions): string {
  if (!acceptDamaged) throw new UserError(`${complaint}. Add --accept-damaged to go on with what there is.`);
  return `${complaint}.`;
}

/** Sample rates in Hz that are taken for real ones. */
const MIN_SAMPLE_RATE = 1000;
const MAX_SAMPLE_RATE = 768_000;
const MAX_CHANNELS = 64;

/** Whether rate and channel count can be those of a recording. */
export const isPlausible = ({
  sampleRate,
  channels,
}: Pick<AudioFormat, 'sampleRate' | 'channels'>): boolean =>
  sampleRate >= MIN_SAMPLE_RATE && sampleRate <= MAX_SAMPLE_RATE && channels >= 1 && channels <= MAX_CHANNELS;
