import { open, type FileHandle } from 'node:fs/promises';
import { Limiter, OUTPUT_ENDINGS, type AudioWriter, type AudioWriterOptions } from './audio-writer.js';
import type { AudioBlock, AudioFormat } from './audio-reader.js';
import { completeFile } from './complete-file.js';
import { INFO_NAMES } from './read-wav.js';
import { NO_TAGS, type RecordingTags } from './recording-tags.js';
import { chunk, isBeyondRiff, wavHeader } from './wav-header.js';
import { fileError } from '../files/file-errors.js';
import { OutputFile } from '../files/output-file.js';
import { sampleCodec, type SampleCodec } from './sample-codec.js';

const BUFFER_BYTES = 256 * 1024;
/**
 * Writes a WAV file beside its place and moves it there at the end, so that there is never half a file.
 * More than two channels, or a channel mask, make it WAVE_FORMAT_EXTENSIBLE; from 4 GiB on it is RF64 (EBU Tech
 * 3306), for which a chunk of padding keeps the room where it may come to that.
 */
export class WavWriter implements AudioWriter {
  readonly #path: string;
  readonly #output: OutputFile;
  readonly #file: FileHandle;
  readonly #format: AudioFormat;
  /** Chunks behind the samples. */
  readonly #trailer: Buffer;
  readonly #codec: SampleCodec;
  readonly #buffer = Buffer.alloc(BUFFER_BYTES);
  readonly #view: DataView;
  /** None for floats, which are never cut. */
  readonly #limiter: Limiter | null;
  readonly #keepsRoom: boolean;
  #buffered = 0;
  #dataBytes = 0;

  /**
   * @throws UserError when the place can't be written
   */
  static async create(
    path: string,
    format: AudioFormat,
    { overwrite, expectedFrames, inputs = [], tags = NO_TAGS }: AudioWriterOptions,
  ): Promise<WavWriter> {
    const output = await OutputFile.create(path, { inputs, force: overwrite, endings: OUTPUT_ENDINGS.wav });
    try {
      const file = await open(output.temporary, 'r+');
      const writer = new WavWriter(path, output, file, format, infoChunk(tags), expectedFrames);
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
    trailer: Buffer,
    expectedFrames: number | null,
  ) {
    const codec = sampleCodec(format);
    if (!codec) throw new RangeError(`No WAV of ${format.bitDepth} bit ${format.encoding}.`);
    this.#path = path;
    this.#output = output;
    this.#file = file;
    this.#format = format;
    this.#trailer = trailer;
    this.#codec = codec;
    this.#limiter = codec.limits ? new Limiter(8 * codec.bytes) : null;
    this.#view = new DataView(this.#buffer.buffer, this.#buffer.byteOffset, BUFFER_BYTES);
    this.#keepsRoom = expectedFrames === null || isBeyondRiff(expectedFrames * format.channels * codec.bytes);
  }

  get clippedSamples(): number {
    return this.#limiter?.clippedSamples ?? 0;
  }

  /**
   * @param block  samples of each channel
   * @param frames how many of them
   */
  async write(block: AudioBlock, frames: number): Promise<void> {
    const frameBytes = this.#codec.bytes * block.length;
    for (let first = 0; first < frames;) {
      if (this.#buffered + frameBytes > BUFFER_BYTES) await this.#drain();
      const count = Math.min(frames - first, Math.floor((BUFFER_BYTES - this.#buffered) / frameBytes));
      block.forEach((plane, channel) => this.#encode(plane, first, count, channel, frameBytes));
      this.#buffered += count * frameBytes;
      first += count;
    }
  }

  /** Puts samples of one channel in their places behind what is buffered. */
  #encode(plane: Float64Array, first: number, count: number, channel: number, frameBytes: number): void {
    const { bytes, encode } = this.#codec;
    const view = this.#view;
    const limiter = this.#limiter;
    let at = this.#buffered + channel * bytes;
    for (let frame = first; frame < first + count; frame++, at += frameBytes) {
      const value = plane[frame] as number;
      encode(view, at, limiter ? limiter.limit(value) : value);
    }
  }

  /** Completes the file and moves it to its place. */
  async finish(): Promise<void> {
    await completeFile(this, this.#path, async () => {
      await this.#drain();
      if (this.#dataBytes % 2 === 1) await this.#file.write(Buffer.alloc(1));
      if (this.#trailer.length > 0) await this.#file.write(this.#trailer);
      await this.#file.write(this.#header(), 0, null, 0);
      await this.#file.close();
      await this.#output.finish();
    });
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
    return wavHeader(this.#format, {
      dataBytes: this.#dataBytes,
      trailerBytes: this.#trailer.length,
      keepsRoom: this.#keepsRoom,
    });
  }
}

/** Chunk LIST of kind INFO with what it has names for, or nothing. */
function infoChunk({ comments }: RecordingTags): Buffer {
  const chunks = Object.entries(INFO_NAMES).flatMap(([id, name]) => {
    const text = comments.find(([other]) => other === name)?.[1];
    if (text === undefined) return [];
    const content = Buffer.from(`${text}\0`, 'utf8');
    return [chunk(id, content), Buffer.alloc(content.length % 2)];
  });
  return chunks.length > 0 ? chunk('LIST', Buffer.concat([Buffer.from('INFO'), ...chunks])) : Buffer.alloc(0);
}
