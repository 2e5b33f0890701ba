import { UserError } from '../shared/user-error.js';
import { words, type Words } from '../words/words.js';
import type { RecordingTags } from './recording-tags.js';

/** How the samples of a file are kept. */
export interface AudioFormat {
  /** Hz. */
  readonly sampleRate: number;
  readonly channels: number;
  readonly encoding: 'integer' | 'float';
  /** Bits of a sample: 8 (unsigned in WAV), 16, 24 or 32 as integer, 32 or 64 as float. */
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
  /** Length in samples of each channel as the file says, or null where it doesn't. */
  readonly frames: number | null;
  /** Share of the file that has been read, 0 to 1. */
  readonly progress: number;
  /** Faults of a file that can be read all the same; complete at the end. */
  readonly warnings: readonly Words[];
  /** Title, artist and so on, with pictures. */
  readonly tags: RecordingTags;
  /** @throws UserError when the file turns out to be damaged */
  blocks(): AsyncIterable<AudioBlock>;
  close(): Promise<void>;
}

/** How a recording is to be read. */
export interface ReadOptions {
  /** Read what there is of a truncated or damaged file, with a warning, instead of an error. */
  readonly acceptDamaged?: boolean | undefined;
}

/** Seconds as a place in a recording: `0:07.4`, `1:02:09.0`. */
export function placeAt(seconds: number): string {
  const tenths = Math.round(10 * Math.max(0, seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60];
  const rest = `${two(Math.floor(tenths / 10) % 60)}.${tenths % 10}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** Collects where a recording is damaged. Each kind is told once, with its first place. */
export class DamageLog {
  readonly #path: string;
  readonly #acceptDamaged: boolean;
  #places = 0;
  #firstPlace = 0;
  #end: Words | null = null;

  constructor(path: string, { acceptDamaged = false }: ReadOptions) {
    this.#path = path;
    this.#acceptDamaged = acceptDamaged;
  }

  /**
   * Something in the middle is missing or can't be decoded.
   *
   * @param seconds where, in the recording
   * @throws UserError unless damage is accepted
   */
  addPlace(seconds: number): void {
    this.#refuse(words('audioFile.damagedAt', { file: this.#path, place: placeAt(seconds) }));
    if (this.#places++ === 0) this.#firstPlace = seconds;
  }

  /**
   * The recording ends before its end.
   *
   * @param seconds  where
   * @param promised its length in seconds by its own account, or null
   * @throws UserError unless damage is accepted
   */
  addEnd(seconds: number, promised: number | null = null): void {
    const place = placeAt(seconds);
    const file = this.#path;
    const said =
      promised === null
        ? words('audioFile.cutOff', { file, place })
        : words('audioFile.truncated', { file, place, promised: placeAt(promised) });
    this.#refuse(said);
    this.#end = said;
  }

  get warnings(): readonly Words[] {
    const [file, place] = [this.#path, placeAt(this.#firstPlace)];
    const inside =
      this.#places > 0 ? [words('audioFile.damagedPlaces', { file, place, places: this.#places })] : [];
    return this.#end ? [...inside, this.#end] : inside;
  }

  #refuse(damage: Words): void {
    if (!this.#acceptDamaged) throw new UserError(words('audioFile.addAcceptDamaged', { damage }));
  }
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
