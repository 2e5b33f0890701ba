import { DamageLog } from './audio-reader.js';
import type { AudioBlock, AudioFormat, AudioReader, ReadOptions } from './audio-reader.js';
import type { ByteRange } from './byte-range.js';
import type { PcmCodec } from './pcm-codec.js';
import type { RecordingTags } from './recording-tags.js';

/** Samples of each channel that are decoded at once, about. */
const BLOCK_FRAMES = 32_768;

/** Header of a file without compression. */
export interface PcmFile {
  readonly format: AudioFormat;
  readonly codec: PcmCodec;
  /** Parts of the file that hold samples, in order. */
  readonly parts: readonly { readonly start: number; readonly length: number }[];
  /** Bytes of samples that the header promises beyond those. */
  readonly missingBytes: number;
  /** Samples of each channel that count, where a last block holds more; null otherwise. */
  readonly limit: number | null;
  readonly tags: RecordingTags;
}

/** Reads the samples of WAV, AIFF, CAF and AU files. */
export class PcmReader implements AudioReader {
  readonly format: AudioFormat;
  readonly frames: number;
  readonly tags: RecordingTags;
  readonly #range: ByteRange;
  readonly #file: PcmFile;
  readonly #damage: DamageLog;
  #framesRead = 0;

  /** @throws UserError when the header promises more samples than there are, unless damage is accepted */
  constructor(range: ByteRange, file: PcmFile, options: ReadOptions) {
    this.#range = range;
    this.#file = file;
    this.format = file.format;
    this.tags = file.tags;
    this.frames = Math.min(file.limit ?? Infinity, countFrames(file.codec, file.parts));
    this.#damage = new DamageLog(range.path, options);
    if (file.missingBytes > 0) {
      const { unitBytes, unitFrames } = file.codec;
      const missing = (file.missingBytes / unitBytes) * unitFrames;
      const { sampleRate } = this.format;
      this.#damage.addEnd(this.frames / sampleRate, (this.frames + missing) / sampleRate);
    }
  }

  get progress(): number {
    return this.frames > 0 ? this.#framesRead / this.frames : 1;
  }

  get warnings() {
    return this.#damage.warnings;
  }

  async *blocks(): AsyncGenerator<AudioBlock> {
    const { unitBytes, unitFrames } = this.#file.codec;
    const units = Math.max(1, Math.floor(BLOCK_FRAMES / unitFrames));
    const bytes = Buffer.alloc(units * unitBytes);
    const planes = Array.from({ length: this.format.channels }, () => new Float64Array(units * unitFrames));
    for (const { start, length } of this.#file.parts) {
      for (let at = 0; at < length && this.#framesRead < this.frames; at += bytes.length) {
        const wanted = bytes.subarray(0, Math.min(bytes.length, length - at));
        const read = await this.#range.readInto(wanted, start + at);
        const view = new DataView(bytes.buffer, bytes.byteOffset, read);
        const decoded = this.#file.codec.decode(view, planes, 0);
        const frames = Math.min(decoded, this.frames - this.#framesRead);
        this.#framesRead += frames;
        if (frames > 0) yield planes.map((plane) => plane.subarray(0, frames));
        // The file became shorter while it was read.
        if (read < wanted.length) {
          const { sampleRate } = this.format;
          return this.#damage.addEnd(this.#framesRead / sampleRate, this.frames / sampleRate);
        }
      }
    }
  }

  async close(): Promise<void> {
    await this.#range.close();
  }
}

function countFrames(codec: PcmCodec, parts: PcmFile['parts']): number {
  let frames = 0;
  for (const { length } of parts) {
    const units = Math.floor(length / codec.unitBytes);
    frames += units * codec.unitFrames + codec.framesIn(length - units * codec.unitBytes);
  }
  return frames;
}
