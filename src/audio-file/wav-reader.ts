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
import { sampleCodec, type SampleCodec } from './wav-samples.js';

const BLOCK_FRAMES = 4096;

const FORMAT_PCM = 1;
const FORMAT_FLOAT = 3;
const FORMAT_EXTENSIBLE = 0xfffe;
/** Programs that write to a pipe can't know the length and put something near these in its place. */
const LEAST_PLACEHOLDER = 0x7fff_0000;

interface Layout {
  readonly format: AudioFormat;
  readonly codec: SampleCodec;
  readonly dataStart: number;
  /** Bytes of samples that the file has. */
  readonly dataBytes: number;
  /** Bytes of samples that its header promises beyond that. */
  readonly missingBytes: number;
}

/**
 * Reads WAV files: RIFF, RF64 and BW64 (EBU Tech 3306), integer PCM of 8, 16, 24 and 32 bits and floats of 32
 * and 64, plain or WAVE_FORMAT_EXTENSIBLE. A length that a crashed or piped recorder left open (0, or near
 * 2^31 or 2^32) means up to the end of the file.
 */
export class WavReader implements AudioReader {
  readonly format: AudioFormat;
  readonly warning: string | null;
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #layout: Layout;
  #readBytes = 0;

  /**
   * @param size of the file in bytes
   * @throws UserError when the header is damaged or of a kind that is not known, or the samples are truncated
   */
  static async open(path: string, file: FileHandle, size: number, options: ReadOptions): Promise<WavReader> {
    const layout = await readLayout(path, file, size);
    const { missingBytes, dataBytes } = layout;
    let warning: string | null = null;
    if (missingBytes > 0) {
      const { sampleRate, channels } = layout.format;
      const seconds = (bytes: number) => (bytes / layout.codec.bytes / channels / sampleRate).toFixed(1);
      warning = acceptOrThrow(
        `${path} is truncated: it has ${seconds(dataBytes)} s of the ${seconds(dataBytes + missingBytes)} s that its header promises`,
        options,
      );
    }
    return new WavReader(path, file, layout, warning);
  }

  private constructor(path: string, file: FileHandle, layout: Layout, warning: string | null) {
    this.#path = path;
    this.#file = file;
    this.#layout = layout;
    this.format = layout.format;
    this.warning = warning;
  }

  get frames(): number {
    const { dataBytes, codec } = this.#layout;
    return Math.floor(dataBytes / (codec.bytes * this.format.channels));
  }

  get progress(): number {
    return this.#layout.dataBytes > 0 ? this.#readBytes / this.#layout.dataBytes : 1;
  }

  async *blocks(): AsyncGenerator<AudioBlock> {
    const { codec, dataStart, format } = this.#layout;
    const { channels } = format;
    const frameBytes = codec.bytes * channels;
    const wholeBytes = this.frames * frameBytes;
    const bytes = Buffer.alloc(frameBytes * BLOCK_FRAMES);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const planes = Array.from({ length: channels }, () => new Float64Array(BLOCK_FRAMES));
    while (this.#readBytes < wholeBytes) {
      const wanted = Math.min(bytes.length, wholeBytes - this.#readBytes);
      await readFully(this.#path, this.#file, bytes, wanted, dataStart + this.#readBytes);
      this.#readBytes += wanted;
      const frames = wanted / frameBytes;
      planes.forEach((plane, channel) => {
        for (let i = 0, at = channel * codec.bytes; i < frames; i++, at += frameBytes)
          plane[i] = codec.decode(view, at);
      });
      yield frames === BLOCK_FRAMES ? planes : planes.map((plane) => plane.subarray(0, frames));
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** Fills the first `length` bytes of `target` from `position` on. */
async function readFully(
  path: string,
  file: FileHandle,
  target: Buffer,
  length: number,
  position: number,
): Promise<void> {
  for (let at = 0; at < length;) {
    const { bytesRead } = await file.read(target, at, length - at, position + at).catch((error: unknown) => {
      throw fileError('read', path, error);
    });
    if (bytesRead === 0) throw new UserError(`${path} became shorter while it was read.`);
    at += bytesRead;
  }
}

/** Walks the chunks up to the samples. */
async function readLayout(path: string, file: FileHandle, size: number): Promise<Layout> {
  const damaged = () => new UserError(`${path} is a WAV file whose header is damaged or truncated.`);
  const read = async (position: number, length: number): Promise<Buffer> => {
    if (position + length > size) throw damaged();
    const bytes = Buffer.alloc(length);
    await readFully(path, file, bytes, length, position);
    return bytes;
  };
  const riffBytes = (await read(0, 12)).readUInt32LE(4);
  let format: AudioFormat | undefined;
  let longDataBytes: number | undefined;
  for (let at = 12; at + 8 <= size;) {
    const header = await read(at, 8);
    const id = header.toString('latin1', 0, 4);
    const length = header.readUInt32LE(4);
    const start = at + 8;
    if (id === 'fmt ') {
      if (length < 16) throw damaged();
      format = readFormat(path, await read(start, Math.min(length, 40)));
    } else if (id === 'ds64') {
      longDataBytes = Number((await read(start, 24)).readBigUInt64LE(8));
    } else if (id === 'data') {
      if (!format) throw damaged();
      const codec = sampleCodec(format) as SampleCodec;
      const available = size - start;
      const promised = length === 0xffff_ffff && longDataBytes !== undefined ? longDataBytes : length;
      const isOpenEnded =
        (length === 0 && riffBytes + 8 !== size) ||
        (length >= LEAST_PLACEHOLDER && promised === length && promised > available);
      const dataBytes = isOpenEnded ? available : Math.min(promised, available);
      const missingBytes = isOpenEnded ? 0 : promised - dataBytes;
      return { format, codec, dataStart: start, dataBytes, missingBytes };
    }
    // Chunks are padded to an even length.
    at = start + length + (length % 2);
  }
  throw damaged();
}

function readFormat(path: string, chunk: Buffer): AudioFormat {
  let tag = chunk.readUInt16LE(0);
  const channels = chunk.readUInt16LE(2);
  const sampleRate = chunk.readUInt32LE(4);
  const frameBytes = chunk.readUInt16LE(12);
  const bitDepth = chunk.readUInt16LE(14);
  let channelMask = 0;
  if (tag === FORMAT_EXTENSIBLE && chunk.length >= 40) {
    channelMask = chunk.readUInt32LE(20);
    // The first two bytes of the subformat's GUID are the tag.
    tag = chunk.readUInt16LE(24);
  }
  const encoding = tag === FORMAT_FLOAT ? 'float' : 'integer';
  const codec = sampleCodec({ encoding, bitDepth });
  if ((tag !== FORMAT_PCM && tag !== FORMAT_FLOAT) || !codec)
    throw new UserError(
      `${path} is a WAV file of a kind that is not known here (format ${tag}, ${bitDepth} bit): convert it to PCM.`,
    );
  if (frameBytes !== codec.bytes * channels || !isPlausible({ sampleRate, channels }))
    throw new UserError(
      `${path} is a WAV file whose header is damaged: ${channels} channels, ${sampleRate} Hz, ${bitDepth} bit in frames of ${frameBytes} bytes.`,
    );
  return { sampleRate, channels, encoding, bitDepth, channelMask };
}
