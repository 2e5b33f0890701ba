import type { FileHandle } from 'node:fs/promises';
import { UserError } from '../shared/user-error.js';
import {
  acceptOrThrow,
  isPlausible,
  type AudioBlock,
  type AudioFormat,
  type AudioReader,
  type ReadOptions,
} from './audio-reader.js';
import { fileError } from '../files/file-errors.js';

/** Part of the file that is decoded at a time. A second of speech as MP3 has about 8 KiB. */
const CHUNK_BYTES = 16 * 1024;

/** What a decoder of the @audio family gives for a part of the file. */
interface Decoded {
  readonly channelData: readonly Float32Array[];
  readonly samplesDecoded?: number;
  readonly sampleRate: number;
  readonly bitDepth?: number;
  readonly errors?: readonly unknown[];
}

interface Decoder {
  decode(bytes: Uint8Array): Decoded;
  /** Absent where nothing is held back. */
  flush?(): Decoded;
  free(): void;
}

/** Facts that decide how what a decoder gives is read. */
export interface Codec {
  readonly label: string;
  load(): Promise<Decoder>;
  /** The samples are integers that were divided by 2^(bits − 1) − 1; they are brought back exactly. */
  readonly isLossless: boolean;
  /** Channels of the file where the decoder gives more: mono MP3 comes out as two equal channels. */
  readonly channels?: number;
}

/** Reads FLAC, MP3, Ogg Vorbis and Ogg Opus through decoders in WebAssembly, a piece of the file at a time. */
export class CompressedReader implements AudioReader {
  readonly format: AudioFormat;
  readonly frames: number | null;
  warning: string | null = null;
  readonly #path: string;
  readonly #codec: Codec;
  readonly #source: DecodedFile;
  readonly #first: Decoded;
  readonly #options: ReadOptions;

  /**
   * @param size of the file in bytes
   * @param frames length by the file's header, or null
   * @throws UserError when nothing in the file can be decoded
   */
  static async open(
    path: string,
    file: FileHandle,
    size: number,
    codec: Codec,
    frames: number | null,
    options: ReadOptions,
  ): Promise<CompressedReader> {
    const source = new DecodedFile(path, file, size, await codec.load());
    try {
      const first = await source.next();
      if (!first || !isPlausible({ sampleRate: first.sampleRate, channels: first.channelData.length }))
        throw new UserError(
          `${path} has no ${codec.label} audio that can be decoded: it is empty or damaged.`,
        );
      return new CompressedReader(path, codec, source, first, frames, options);
    } catch (error) {
      source.free();
      throw error;
    }
  }

  private constructor(
    path: string,
    codec: Codec,
    source: DecodedFile,
    first: Decoded,
    frames: number | null,
    options: ReadOptions,
  ) {
    this.#path = path;
    this.#codec = codec;
    this.#source = source;
    this.#first = first;
    this.frames = frames;
    this.#options = options;
    this.format = {
      sampleRate: first.sampleRate,
      channels: codec.channels ?? first.channelData.length,
      encoding: 'integer',
      // Lossy formats have no depth: 16 bits hold what they keep.
      bitDepth: codec.isLossless ? Math.ceil((first.bitDepth ?? 16) / 8) * 8 : 16,
      channelMask: 0,
    };
  }

  get progress(): number {
    return this.#source.progress;
  }

  async *blocks(): AsyncGenerator<AudioBlock> {
    const { channels, sampleRate } = this.format;
    const bits = this.#first.bitDepth ?? 16;
    const planes: Float64Array[] = Array.from({ length: channels }, () => new Float64Array(0));
    let frames = 0;
    for (let piece: Decoded | null = this.#first; piece; piece = await this.#source.next()) {
      if (piece.sampleRate !== sampleRate || piece.channelData.length < channels)
        throw new UserError(
          `${this.#path} changes its sample rate or its channels on the way: split it where it does.`,
        );
      const length = lengthOf(piece);
      for (let channel = 0; channel < channels; channel++) {
        if ((planes[channel] as Float64Array).length < length) planes[channel] = new Float64Array(length);
        const plane = planes[channel] as Float64Array;
        const samples = piece.channelData[channel] as Float32Array;
        if (this.#codec.isLossless) restoreIntegers(samples, length, plane, bits);
        else for (let i = 0; i < length; i++) plane[i] = samples[i] as number;
      }
      frames += length;
      yield planes.map((plane) => plane.subarray(0, length));
    }
    this.#judge(frames);
  }

  /** Whether all that the file promises was there and whole. A bad piece is skipped, as players do. */
  #judge(frames: number): void {
    const promised = this.frames;
    const damaged = this.#source.damagedPieces;
    if (promised !== null && frames < promised) {
      const seconds = (count: number) => (count / this.format.sampleRate).toFixed(1);
      this.warning = acceptOrThrow(
        `${this.#path} is truncated or damaged: ${seconds(frames)} s of the ${seconds(promised)} s that its header promises can be read`,
        this.#options,
      );
    } else if (damaged > 0) {
      this.warning = `${this.#path} is damaged: ${damaged} of its pieces could not be decoded and were left out.`;
    }
  }

  async close(): Promise<void> {
    await this.#source.close();
  }
}

const lengthOf = (piece: Decoded): number => piece.samplesDecoded ?? piece.channelData[0]?.length ?? 0;

/** Integers of `bits` bits from their quotient by 2^(bits − 1) − 1, now over the full scale 2^(bits − 1). */
function restoreIntegers(samples: Float32Array, length: number, target: Float64Array, bits: number): void {
  const full = 2 ** (bits - 1);
  for (let i = 0; i < length; i++) target[i] = Math.round((samples[i] as number) * (full - 1)) / full;
}

/** A file that goes through a decoder piece by piece. */
class DecodedFile {
  damagedPieces = 0;
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #size: number;
  readonly #decoder: Decoder;
  readonly #bytes = Buffer.alloc(CHUNK_BYTES);
  #position = 0;
  #isFlushed = false;
  #isFreed = false;

  constructor(path: string, file: FileHandle, size: number, decoder: Decoder) {
    this.#path = path;
    this.#file = file;
    this.#size = size;
    this.#decoder = decoder;
  }

  get progress(): number {
    return this.#size > 0 ? this.#position / this.#size : 1;
  }

  /** The next samples, at least one, or null at the end. */
  async next(): Promise<Decoded | null> {
    while (!this.#isFlushed) {
      const { bytesRead } = await this.#file
        .read(this.#bytes, 0, CHUNK_BYTES, this.#position)
        .catch((error: unknown) => {
          throw fileError('read', this.#path, error);
        });
      this.#position += bytesRead;
      if (bytesRead === 0) this.#isFlushed = true;
      // A copy: parsers keep parts of what they are given.
      const decoded = this.#attempt(() =>
        bytesRead > 0
          ? this.#decoder.decode(new Uint8Array(this.#bytes.subarray(0, bytesRead)))
          : this.#decoder.flush?.(),
      );
      if (decoded && lengthOf(decoded) > 0) return decoded;
    }
    return null;
  }

  #attempt(decode: () => Decoded | undefined): Decoded | undefined {
    try {
      const decoded = decode();
      this.damagedPieces += decoded?.errors?.length ?? 0;
      return decoded;
    } catch {
      // Decoders throw on what they can't parse at all; that is a damaged piece like any other.
      this.damagedPieces++;
      return undefined;
    }
  }

  free(): void {
    if (!this.#isFreed) this.#decoder.free();
    this.#isFreed = true;
  }

  async close(): Promise<void> {
    this.free();
    await this.#file.close();
  }
}
