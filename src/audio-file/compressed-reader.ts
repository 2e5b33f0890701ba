import {
  DamageLog,
  type AudioBlock,
  type AudioFormat,
  type AudioReader,
  type ReadOptions,
} from './audio-reader.js';
import { ByteStream, type ByteRange } from './byte-range.js';
import type { Decoder } from './decoders.js';
import type { RecordingTags } from './recording-tags.js';

/** A reader that goes through a compressed file with a decoder and a log of what is damaged. */
export abstract class CompressedReader implements AudioReader {
  abstract readonly format: AudioFormat;
  abstract readonly frames: number | null;
  abstract readonly tags: RecordingTags;
  protected readonly stream: ByteStream;
  protected readonly damage: DamageLog;
  /** The decoder of the stream that is read now. */
  protected decoder: Decoder | null = null;

  protected constructor(range: ByteRange, options: ReadOptions) {
    this.stream = new ByteStream(range);
    this.damage = new DamageLog(range.path, options);
  }

  get progress(): number {
    return this.stream.progress;
  }

  get warnings() {
    return this.damage.warnings;
  }

  abstract blocks(): AsyncIterable<AudioBlock>;

  async close(): Promise<void> {
    this.decoder?.free();
    await this.stream.range.close();
  }

  protected useDecoder(decoder: Decoder): void {
    this.decoder?.free();
    this.decoder = decoder;
  }
}
