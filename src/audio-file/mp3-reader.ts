import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import { DamageLog, placeAt } from './audio-reader.js';
import type { AudioBlock, AudioFormat, ReadOptions } from './audio-reader.js';
import { ByteStream, type ByteRange } from './byte-range.js';
import { CompressedReader } from './compressed-reader.js';
import { mp3Decoder } from './decoders.js';
import {
  findMpegFrame,
  framesPromised,
  MPEG_HEADER_BYTES,
  MPEG_SEARCH_BYTES,
  readMpegHeader,
} from './mpeg-frames.js';
import type { MpegFrame } from './mpeg-frames.js';
import { Planes } from './planes.js';
import type { RecordingTags } from './recording-tags.js';
import { id3v2Bytes, withoutTrailingTags } from './tags.js';

/** Frames that are decoded at once. */
const FRAMES_AT_ONCE = 16;
const ID3V1_BYTES = 128;

/** A frame, or the tag frame with which a recording begins. */
interface Mp3Part {
  readonly frame: MpegFrame;
  readonly bytes: Buffer;
  /** Whether it is a tag frame: a recording begins, and its number of frames of sound, where that is said. */
  readonly tag: { readonly count: number | null } | null;
}

/** A recording within a file; several may have been joined. */
interface Mp3Link {
  readonly promised: number | null;
  frames: number;
}

/** Goes through the frames of an MP3 file. */
class Mp3Walk {
  /** Samples of each channel so far. */
  frames = 0;
  first: MpegFrame | null = null;
  readonly links: Mp3Link[] = [];
  readonly #stream: ByteStream;
  readonly #damage: DamageLog;

  constructor(stream: ByteStream, damage: DamageLog) {
    this.#stream = stream;
    this.#damage = damage;
  }

  /** @throws UserError where the file is damaged or changes its rate */
  async *parts(): AsyncGenerator<Mp3Part> {
    for (;;) {
      const frame = await this.#nextFrame();
      if (!frame) break;
      const bytes = (await this.#stream.peek(frame.length)).subarray(0, frame.length);
      if (bytes.length < frame.length) {
        this.#damage.addEnd(this.#seconds);
        break;
      }
      this.#checkRate(frame);
      const tag = framesPromised(bytes, frame);
      if (tag || this.links.length === 0) this.#startLink(tag?.count ?? null);
      if (!tag) this.#count(frame);
      yield { frame, bytes: Buffer.from(bytes), tag };
      this.#stream.skip(frame.length);
    }
    this.#endLink();
  }

  get #seconds(): number {
    return this.frames / (this.first?.sampleRate ?? 1);
  }

  #startLink(promised: number | null): void {
    this.#endLink();
    this.links.push({ promised, frames: 0 });
  }

  #count({ frames }: MpegFrame): void {
    this.frames += frames;
    (this.links[this.links.length - 1] as Mp3Link).frames++;
  }

  #endLink(): void {
    const link = this.links[this.links.length - 1];
    if (!link || !this.first || link.promised === null || link.frames >= link.promised) return;
    const seconds = (count: number) =>
      (count * (this.first as MpegFrame).frames) / (this.first as MpegFrame).sampleRate;
    this.#damage.addEnd(this.#seconds, this.#seconds + seconds(link.promised - link.frames));
  }

  #checkRate(frame: MpegFrame): void {
    this.first ??= frame;
    if (frame.sampleRate === this.first.sampleRate) return;
    throw new UserError(
      words('audioFile.changesOnTheWay', { file: this.#stream.range.path, place: placeAt(this.#seconds) }),
    );
  }

  /** The next frame's header; tags in the middle of joined files are skipped, anything else is damage. */
  async #nextFrame(): Promise<MpegFrame | null> {
    let isBehindJunk = false;
    for (;;) {
      const bytes = await this.#stream.peek(MPEG_SEARCH_BYTES);
      const isEnd = bytes.length < MPEG_SEARCH_BYTES;
      const header = readMpegHeader(bytes, 0);
      if (header && (!isBehindJunk || findMpegFrame(bytes, isEnd) === 0)) {
        if (isBehindJunk && this.first) this.#damage.addPlace(this.#seconds);
        return header;
      }
      if (bytes.length < MPEG_HEADER_BYTES) return null;
      const tag = id3v2Bytes(bytes) || (bytes.toString('latin1', 0, 3) === 'TAG' ? ID3V1_BYTES : 0);
      if (tag > 0) {
        this.#stream.skip(tag);
        continue;
      }
      const next = findMpegFrame(bytes.subarray(1), isEnd);
      isBehindJunk = true;
      if (next !== null) this.#stream.skip(next + 1);
      else if (isEnd) return null;
      else this.#stream.skip(MPEG_SEARCH_BYTES / 2);
    }
  }
}

/** Reads MP3 files. */
export class Mp3Reader extends CompressedReader {
  readonly format: AudioFormat;
  /** How many samples of the encoder's start and end are cut is known to the decoder only. */
  readonly frames = null;
  readonly tags: RecordingTags;
  readonly #links: readonly Mp3Link[];

  /**
   * Goes through the whole file first, which takes a fraction of decoding it.
   *
   * @param range the file from its first frame on
   * @throws UserError when it is damaged, or joined of parts that don't fit
   */
  static async open(file: ByteRange, tags: RecordingTags, options: ReadOptions): Promise<Mp3Reader> {
    const range = await withoutTrailingTags(file);
    const walk = new Mp3Walk(new ByteStream(range), new DamageLog(range.path, options));
    let channels = 1;
    for await (const { frame } of walk.parts()) channels = Math.max(channels, frame.channels);
    if (!walk.first || walk.frames === 0)
      throw new UserError(words('audioFile.noAudio', { file: range.path }));
    const format = {
      sampleRate: walk.first.sampleRate,
      channels,
      encoding: 'integer',
      bitDepth: 16,
      channelMask: 0,
    } as const;
    return new Mp3Reader(range, format, walk, tags, options);
  }

  private constructor(
    range: ByteRange,
    format: AudioFormat,
    walk: Mp3Walk,
    tags: RecordingTags,
    options: ReadOptions,
  ) {
    super(range, options);
    this.#links = walk.links;
    this.format = format;
    this.tags = tags;
  }

  async *blocks(): AsyncGenerator<AudioBlock> {
    const planes = new Planes(this.format.channels);
    const walk = new Mp3Walk(this.stream, this.damage);
    let pending: Buffer[] = [];
    const decode = (): AudioBlock | null => {
      const decoded = pending.length > 0 ? this.decoder?.decode(pending) : null;
      pending = [];
      if (decoded && decoded.errors.length > 0) this.damage.addPlace(walk.frames / this.format.sampleRate);
      return decoded && decoded.samplesDecoded > 0
        ? planes.fill(decoded.channelData, decoded.samplesDecoded)
        : null;
    };
    let links = 0;
    for await (const { bytes, tag } of walk.parts()) {
      if (walk.links.length > links) {
        const block = decode();
        if (block) yield block;
        links = walk.links.length;
        this.useDecoder(await mp3Decoder());
        // A recording that another one was joined to has more frames than its tag knows, which the decoder would drop.
        const link = this.#links[links - 1];
        if (tag && link && link.promised !== null && link.frames > link.promised) continue;
      }
      pending.push(bytes);
      if (pending.length < FRAMES_AT_ONCE) continue;
      const block = decode();
      if (block) yield block;
    }
    const block = decode();
    if (block) yield block;
  }
}
