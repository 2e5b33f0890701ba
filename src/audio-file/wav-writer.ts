import { open, type FileHandle } from 'node:fs/promises';
import type { AudioBlock, AudioFormat } from './audio-reader.js';
import { fileError } from '../files/file-errors.js';
import { OutputFile } from '../files/output-file.js';
import { sampleCodec, type SampleCodec } from './wav-samples.js';

const BUFFER_BYTES = 256 * 1024;
const MAX_RIFF_BYTES = 0xffff_ffff;
/** More than all headers together. */
const HEADER_ROOM = 200;

/** The second half of the GUID of every WAVE_FORMAT_EXTENSIBLE subformat, after the format tag. */
const SUBFORMAT_TAIL = Buffer.from('000000001000800000aa00389b71', 'hex');

export interface WavWriterOptions {
  /** Whether an existing file may be replaced. */
  readonly overwrite: boolean;
  /** Length in samples of each channel, or null when it isn't known. */
  readonly expectedFrames: number | null;
  /** Recordings that are read meanwhile and may not be replaced. */
  readonly inputs?: readonly string[];
}

/**
 * Writes a WAV file beside its place and moves it there at the end, so that there is never half a file.
 * More than two channels, or a channel mask, make it WAVE_FORMAT_EXTENSIBLE; from 4 GiB on it is RF64 (EBU Tech
 * 3306), for which a chunk of padding keeps the room where it may come to that.
 */
export class WavWriter {
  /** Samples beyond full scale that were cut to it so far; floats are never cut. */
  clippedSamples = 0;
  readonly #path: string;
  readonly #output: OutputFile;
  readonly #file: FileHandle;
  readonly #format: AudioFormat;
  readonly #codec: SampleCodec;
  readonly #buffer = Buffer.alloc(BUFFER_BYTES);
  readonly #view: DataView;
  readonly #keepsRoom: boolean;
  #buffered = 0;
  #dataBytes = 0;

  /**
   * @throws UserError when the place can't be written
   */
  static async create(
    path: string,
    format: AudioFormat,
    { overwrite, expectedFrames, inputs = [] }: WavWriterOptions,
  ): Promise<WavWriter> {
    const output = await OutputFile.create(path, { inputs, force: overwrite, endings: ['.wav', '.wave'] });
    try {
      const file = await open(output.temporary, 'r+');
      const writer = new WavWriter(path, output, file, format, expectedFrames);
      await file.write(writer.#header());
      return writer;
    } catch (error) {
      await output.abort();
      throw fileError('write', path, error);
    }
  }

  private constructor(
    path: string,
    output: OutputFile,
    file: FileHandle,
    format: AudioFormat,
    expectedFrames: number | null,
  ) {
    const codec = sampleCodec(format);
    if (!codec) throw new RangeError(`No WAV of ${format.bitDepth} bit ${format.encoding}.`);
    this.#path = path;
    this.#output = output;
    this.#file = file;
    this.#format = format;
    this.#codec = codec;
    this.#view = new DataView(this.#buffer.buffer, this.#buffer.byteOffset, BUFFER_BYTES);
    this.#keepsRoom = expectedFrames === null || isBeyondRiff(expectedFrames * format.channels * codec.bytes);
  }

  /**
   * @param block  samples of each channel
   * @param frames how many of them
   */
  async write(block: AudioBlock, frames: number): Promise<void> {
    const { bytes, limits, encode } = this.#codec;
    const frameBytes = bytes * block.length;
    for (let frame = 0; frame < frames; frame++) {
      if (this.#buffered + frameBytes > BUFFER_BYTES) await this.#drain();
      for (let channel = 0; channel < block.length; channel++) {
        let value = (block[channel] as Float64Array)[frame] as number;
        if (limits && (value > limits.max || value < limits.min)) {
          // What rounds to full scale is not clipped.
          const limited = value > 0 ? limits.max : limits.min;
          if (Math.abs(value - limited) > (1 - limits.max) / 2) this.clippedSamples++;
          value = limited;
        }
        encode(this.#view, this.#buffered, value);
        this.#buffered += bytes;
      }
    }
  }

  /** Completes the file and moves it to its place. */
  async finish(): Promise<void> {
    try {
      await this.#drain();
      if (this.#dataBytes % 2 === 1) await this.#file.write(Buffer.alloc(1));
      await this.#file.write(this.#header(), 0, null, 0);
      await this.#file.close();
      await this.#output.finish();
    } catch (error) {
      await this.abort();
      throw fileError('write', this.#path, error);
    }
  }

  /** Removes what has been written. */
  async abort(): Promise<void> {
    await this.#file.close().catch(() => undefined);
    await this.#output.abort();
  }

  async #drain(): Promise<void> {
    try {
      for (let at = 0; at < this.#buffered;) {
        const { bytesWritten } = await this.#file.write(this.#buffer, at, this.#buffered - at);
        at += bytesWritten;
      }
    } catch (error) {
      throw fileError('write', this.#path, error);
    }
    this.#dataBytes += this.#buffered;
    this.#buffered = 0;
  }

  #header(): Buffer {
    const { sampleRate, channels, encoding, bitDepth, channelMask } = this.#format;
    const { bytes } = this.#codec;
    const tag = encoding === 'float' ? 3 : 1;
    const isExtensible = channels > 2 || channelMask !== 0;
    const isRf64 = this.#keepsRoom && isBeyondRiff(this.#dataBytes);
    const format = Buffer.alloc(isExtensible ? 40 : 16);
    format.writeUInt16LE(isExtensible ? 0xfffe : tag, 0);
    format.writeUInt16LE(channels, 2);
    format.writeUInt32LE(sampleRate, 4);
    format.writeUInt32LE(sampleRate * channels * bytes, 8);
    format.writeUInt16LE(channels * bytes, 12);
    format.writeUInt16LE(bitDepth, 14);
    if (isExtensible) {
      format.writeUInt16LE(22, 16);
      format.writeUInt16LE(bitDepth, 18);
      format.writeUInt32LE(channelMask, 20);
      format.writeUInt16LE(tag, 24);
      SUBFORMAT_TAIL.copy(format, 26);
    }
    const chunk = (id: string, content: Buffer, length = content.length) => {
      const head = Buffer.alloc(8);
      head.write(id, 'latin1');
      head.writeUInt32LE(length, 4);
      return Buffer.concat([head, content]);
    };
    const sizes = Buffer.alloc(28);
    const room = this.#keepsRoom ? 8 + sizes.length : 0;
    const riffBytes = 4 + room + 8 + format.length + 8 + this.#dataBytes + (this.#dataBytes % 2);
    if (isRf64) {
      sizes.writeBigUInt64LE(BigInt(riffBytes), 0);
      sizes.writeBigUInt64LE(BigInt(this.#dataBytes), 8);
      sizes.writeBigUInt64LE(BigInt(this.#dataBytes / (bytes * channels)), 16);
    }
    return Buffer.concat([
      chunk(isRf64 ? 'RF64' : 'RIFF', Buffer.from('WAVE'), isRf64 ? MAX_RIFF_BYTES : riffBytes),
      ...(this.#keepsRoom ? [chunk(isRf64 ? 'ds64' : 'JUNK', sizes)] : []),
      chunk('fmt ', format),
      chunk('data', Buffer.alloc(0), isRf64 ? MAX_RIFF_BYTES : this.#dataBytes),
    ]);
  }
}

const isBeyondRiff = (dataBytes: number): boolean => dataBytes + HEADER_ROOM > MAX_RIFF_BYTES;
