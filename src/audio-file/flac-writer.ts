import type LibFlac from 'libflacjs/dist/libflac.min.js';
import { open, type FileHandle } from 'node:fs/promises';
import { fileError } from '../files/file-errors.js';
import { OutputFile } from '../files/output-file.js';
import type { AudioBlock, AudioFormat } from './audio-reader.js';
import {
  checkFlacFormat,
  Limiter,
  OUTPUT_ENDINGS,
  type AudioWriter,
  type AudioWriterOptions,
} from './audio-writer.js';
import { completeFile } from './complete-file.js';
import { NO_TAGS, type RecordingTags } from './recording-tags.js';

type Flac = typeof LibFlac;
type Metadata = Parameters<NonNullable<Parameters<Flac['init_encoder_stream']>[2]>>[0];

/** Default of the `flac` program: a good size at a high speed. */
const COMPRESSION_LEVEL = 5;
/** A picture beyond what a block can hold (RFC 9639, 8.1) is left out. */
const MAX_BLOCK_BYTES = 0xff_ffff;
const STREAM_INFO_BYTES = 34;
const VENDOR = 'Stillmic';

/** The encoder, libFLAC compiled to JavaScript. It is not bundled, because it reads a file beside it. */
async function loadFlac(): Promise<Flac> {
  const module = (await import('libflacjs/dist/libflac.min.js')) as unknown as Flac & {
    readonly default?: Flac;
  };
  const flac = module.default ?? module;
  if (!flac.isReady()) await new Promise<void>((done) => flac.on('ready', () => done()));
  return flac;
}

/** A metadata block (RFC 9639, 8.1). */
function block(kind: number, content: Buffer, isLast: boolean): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(content.length);
  head.writeUInt8(kind | (isLast ? 0x80 : 0), 0);
  return Buffer.concat([head, content]);
}

function vorbisComments({ comments }: RecordingTags): Buffer {
  const field = (text: string) => {
    const bytes = Buffer.from(text, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const count = Buffer.alloc(4);
  count.writeUInt32LE(comments.length);
  return Buffer.concat([field(VENDOR), count, ...comments.map(([name, text]) => field(`${name}=${text}`))]);
}

/** Block STREAMINFO (RFC 9639, 8.2). */
function streamInfo({ sampleRate, channels, bitDepth }: AudioFormat, metadata: Metadata | null): Buffer {
  const bytes = Buffer.alloc(STREAM_INFO_BYTES);
  bytes.writeUInt16BE(metadata?.min_blocksize ?? 0, 0);
  bytes.writeUInt16BE(metadata?.max_blocksize ?? 0, 2);
  bytes.writeUIntBE(metadata?.min_framesize ?? 0, 4, 3);
  bytes.writeUIntBE(metadata?.max_framesize ?? 0, 7, 3);
  const packed =
    (BigInt(sampleRate) << 44n) |
    (BigInt(channels - 1) << 41n) |
    (BigInt(bitDepth - 1) << 36n) |
    BigInt(metadata?.total_samples ?? 0);
  bytes.writeBigUInt64BE(packed, 10);
  if (metadata) Buffer.from(metadata.md5sum, 'hex').copy(bytes, 18);
  return bytes;
}

/** Writes FLAC, of the recording's own depth, with its tags and pictures. */
export class FlacWriter implements AudioWriter {
  readonly #path: string;
  readonly #output: OutputFile;
  readonly #file: FileHandle;
  readonly #format: AudioFormat;
  readonly #flac: Flac;
  readonly #limiter: Limiter;
  readonly #encoder: number;
  /** Frames that the encoder gave and that are not written yet. */
  #pending: Buffer[] = [];
  #metadata: Metadata | null = null;
  #isDeleted = false;

  /** @throws UserError when the place can't be written, or FLAC can't hold such samples */
  static async create(
    path: string,
    format: AudioFormat,
    { overwrite, inputs = [], tags = NO_TAGS }: AudioWriterOptions,
  ): Promise<FlacWriter> {
    checkFlacFormat(path, format);
    const output = await OutputFile.create(path, { inputs, force: overwrite, endings: OUTPUT_ENDINGS.flac });
    let file: FileHandle | undefined;
    try {
      file = await open(output.temporary, 'r+');
      const writer = new FlacWriter(path, output, file, format, await loadFlac());
      const pictures = tags.pictures.filter(({ length }) => length <= MAX_BLOCK_BYTES);
      await file.write(Buffer.from('fLaC'));
      await file.write(block(0, streamInfo(format, null), false));
      await file.write(block(4, vorbisComments(tags), pictures.length === 0));
      for (const [index, picture] of pictures.entries())
        await file.write(block(6, picture, index === pictures.length - 1));
      return writer;
    } catch (error) {
      await file?.close();
      await output.abort();
      throw fileError('write', path, error);
    }
  }

  private constructor(path: string, output: OutputFile, file: FileHandle, format: AudioFormat, flac: Flac) {
    this.#path = path;
    this.#output = output;
    this.#file = file;
    this.#format = format;
    this.#flac = flac;
    this.#limiter = new Limiter(format.bitDepth);
    const { sampleRate, channels, bitDepth } = format;
    this.#encoder = flac.create_libflac_encoder(sampleRate, channels, bitDepth, COMPRESSION_LEVEL, 0, false);
    const status = flac.init_encoder_stream(
      this.#encoder,
      (data, _bytes, samples) => {
        // Its own header has no samples; ours is written instead.
        if (samples > 0) this.#pending.push(Buffer.from(data));
      },
      (metadata) => {
        if (metadata) this.#metadata = metadata;
      },
    );
    if (this.#encoder === 0 || status !== 0) throw new RangeError(`FLAC encoder: status ${status}`);
  }

  get clippedSamples(): number {
    return this.#limiter.clippedSamples;
  }

  async write(samples: AudioBlock, frames: number): Promise<void> {
    if (frames === 0) return;
    const scale = 2 ** (this.#format.bitDepth - 1);
    const channels = samples.length;
    const integers = new Int32Array(frames * channels);
    for (let channel = 0; channel < channels; channel++) {
      const plane = samples[channel] as Float64Array;
      for (let frame = 0; frame < frames; frame++) {
        const value = this.#limiter.limit(plane[frame] as number);
        integers[frame * channels + channel] = Math.round(value * scale);
      }
    }
    if (!this.#flac.FLAC__stream_encoder_process_interleaved(this.#encoder, integers, frames))
      throw new RangeError('FLAC encoder failed');
    await this.#drain();
  }

  async finish(): Promise<void> {
    await completeFile(this, this.#path, async () => {
      this.#flac.FLAC__stream_encoder_finish(this.#encoder);
      await this.#drain();
      await this.#file.write(block(0, streamInfo(this.#format, this.#metadata), false), 0, null, 4);
      this.#delete();
      await this.#file.close();
      await this.#output.finish();
    });
  }

  async abort(): Promise<void> {
    this.#delete();
    await this.#file.close().catch(() => undefined);
    await this.#output.abort();
  }

  #delete(): void {
    if (!this.#isDeleted) this.#flac.FLAC__stream_encoder_delete(this.#encoder);
    this.#isDeleted = true;
  }

  async #drain(): Promise<void> {
    const frames = this.#pending;
    this.#pending = [];
    try {
      if (frames.length > 0) await this.#file.appendFile(Buffer.concat(frames));
    } catch (error) {
      throw fileError('write', this.#path, error);
    }
  }
}
