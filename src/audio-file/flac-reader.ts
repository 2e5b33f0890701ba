import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import { isPlausible, placeAt } from './audio-reader.js';
import type { AudioBlock, AudioFormat, ReadOptions } from './audio-reader.js';
import type { ByteRange } from './byte-range.js';
import { CompressedReader } from './compressed-reader.js';
import { flacDecoder, type Decoded, type Decoder } from './decoders.js';
import {
  MAX_FRAME_HEADER_BYTES,
  nextCrc16,
  readFrameHeader,
  readStreamInfo,
  STREAM_INFO_BYTES,
} from './flac-frames.js';
import type { FlacFrameHeader, FlacStreamInfo } from './flac-frames.js';
import { Planes } from './planes.js';
import { NO_TAGS, readVorbisComments, type RecordingTags } from './recording-tags.js';
import { withoutTrailingTags } from './tags.js';

const STREAM_INFO = 0;
const VORBIS_COMMENT = 4;
const PICTURE = 6;
const MAX_TAG_BYTES = 16 * 1024 * 1024;
/** More than any frame has: 65,535 samples of 8 channels and 32 bits without compression. */
const MAX_FRAME_BYTES = 2_200_000;
/** The header of the next frame is looked for this far. */
const SEARCH_BYTES = 64 * 1024;
/** Checksums of 16 bits are right by chance now and then. */
const MAX_CANDIDATES = 64;

/** Whether a file that begins with these bytes is FLAC. */
export const isFlac = (head: Buffer): boolean => head.toString('latin1', 0, 4) === 'fLaC';

/** The format that a FLAC file's STREAMINFO says. */
export const flacFormat = ({ sampleRate, channels, bits }: FlacStreamInfo): AudioFormat => ({
  sampleRate,
  channels,
  encoding: 'integer',
  bitDepth: 8 * Math.ceil(bits / 8),
  channelMask: 0,
});

interface Frame {
  readonly header: FlacFrameHeader;
  /** Its bytes by each of the lengths at which its checksum is right: none when it is damaged. */
  readonly candidates: readonly Uint8Array[];
}

/** A later header that was seen while the end of a frame was looked for. */
interface LaterHeader {
  readonly header: FlacFrameHeader;
  readonly at: number;
}

/** How much a frame adds to the number of the one behind. */
const stepOf = ({ isNumberOfSample, frames }: FlacFrameHeader): number => (isNumberOfSample ? frames : 1);

/** Reads FLAC files (RFC 9639) frame by frame, and judges by their numbers and checksums whether all are there. */
export class FlacReader extends CompressedReader {
  readonly format: AudioFormat;
  readonly frames: number | null;
  readonly tags: RecordingTags;
  readonly #info: FlacStreamInfo;
  #hasCutFrame = false;

  /** @throws UserError when its header is damaged */
  static async open(file: ByteRange, options: ReadOptions): Promise<FlacReader> {
    const range = await withoutTrailingTags(file);
    let info: FlacStreamInfo | null = null;
    let tags = NO_TAGS;
    let at = 4;
    for (let isLast = false; !isLast;) {
      const head = await range.read(at, 4);
      if (head.length < 4) break;
      isLast = (head.readUInt8(0) & 0x80) !== 0;
      const kind = head.readUInt8(0) & 0x7f;
      const length = head.readUIntBE(1, 3);
      const content = () => range.read(at + 4, Math.min(length, MAX_TAG_BYTES));
      if (kind === STREAM_INFO && length >= STREAM_INFO_BYTES && at + 4 + length <= range.length)
        info = readStreamInfo(await content());
      else if (kind === VORBIS_COMMENT)
        tags = { ...tags, comments: readVorbisComments(await content()).comments };
      else if (kind === PICTURE) tags = { ...tags, pictures: [...tags.pictures, await content()] };
      at += 4 + length;
    }
    if (!info || !isPlausible(info))
      throw new UserError(words('audioFile.headerDamaged', { file: range.path, format: 'FLAC' }));
    return new FlacReader(range.slice(at), info, tags, await flacDecoder(), options);
  }

  private constructor(
    range: ByteRange,
    info: FlacStreamInfo,
    tags: RecordingTags,
    decoder: Decoder,
    options: ReadOptions,
  ) {
    super(range, options);
    this.#info = info;
    this.useDecoder(decoder);
    this.format = flacFormat(info);
    this.frames = info.frames;
    this.tags = tags;
  }

  async *blocks(): AsyncGenerator<AudioBlock> {
    const { sampleRate, bits } = this.#info;
    const planes = new Planes(this.format.channels);
    let position = 0;
    let fixedFrames = 0;
    for (let frame = await this.#next(null); frame; frame = await this.#next(frame.header)) {
      const { header } = frame;
      if (header.channels !== this.format.channels || (header.sampleRate ?? sampleRate) !== sampleRate)
        throw new UserError(
          words('audioFile.changesOnTheWay', {
            file: this.stream.range.path,
            place: placeAt(position / sampleRate),
          }),
        );
      fixedFrames ||= header.frames;
      const start = header.isNumberOfSample ? header.number : header.number * fixedFrames;
      // A stream that was recorded from its middle on has no length.
      if (position === 0 && this.frames === null) position = start;
      if (start > position) this.damage.addPlace(position / sampleRate);
      const decoded = this.#decode(frame);
      if (decoded) yield planes.fill(decoded.channelData, header.frames, bits);
      else if (this.#hasCutFrame) break;
      else this.damage.addPlace(start / sampleRate);
      position = Math.max(position, start + header.frames);
    }
    this.#judgeEnd(position);
  }

  #judgeEnd(position: number): void {
    const { sampleRate, frames } = this.#info;
    if (frames !== null && position < frames) this.damage.addEnd(position / sampleRate, frames / sampleRate);
    else if (frames === null && this.#hasCutFrame) this.damage.addEnd(position / sampleRate);
  }

  /** The samples of a frame, or null when it is damaged. */
  #decode({ header, candidates }: Frame): Decoded | null {
    for (const bytes of candidates) {
      const decoded = this.decoder?.decode([bytes]);
      if (decoded?.errors.length === 0 && decoded.samplesDecoded === header.frames) return decoded;
    }
    return null;
  }

  /** The next frame, or null at the end. */
  async #next(previous: FlacFrameHeader | null): Promise<Frame | null> {
    const header = await this.#findHeader(previous);
    if (!header) return null;
    // Lengths at which the checksum is right.
    const ends: number[] = [];
    let later: LaterHeader | null = null;
    let crc = 0;
    for (let scanned = 0; ;) {
      const bytes = await this.stream.peek(scanned + SEARCH_BYTES);
      const isEnd = bytes.length < scanned + SEARCH_BYTES;
      const limit = isEnd ? bytes.length : bytes.length - MAX_FRAME_HEADER_BYTES;
      for (; scanned < limit; scanned++) {
        if (bytes[scanned] === 0xff && scanned >= header.bytes) {
          const next = readFrameHeader(bytes, scanned);
          if (next && (crc === 0 || next.number === header.number + stepOf(header)))
            return this.#take(header, bytes, scanned, crc === 0 ? [scanned] : []);
          // In the middle of samples a header can look right by chance, but not two in a row.
          if (next && later && next.number === later.header.number + stepOf(later.header))
            return this.#take(header, bytes, later.at, []);
          if (next && next.number > header.number) later ??= { header: next, at: scanned };
        }
        const before = crc;
        crc = nextCrc16(crc, bytes[scanned] as number);
        if (crc === 0 && before !== 0 && ends.length < MAX_CANDIDATES) ends.push(scanned + 1);
      }
      // Behind the last frame may be bytes that are no tag that is known.
      if (isEnd || scanned > MAX_FRAME_BYTES) {
        this.#hasCutFrame ||= ends.length === 0;
        return this.#take(header, bytes, scanned, ends);
      }
    }
  }

  #take(header: FlacFrameHeader, bytes: Buffer, length: number, ends: readonly number[]): Frame {
    const candidates = ends.map((end) => new Uint8Array(bytes.subarray(0, end)));
    this.stream.skip(length);
    return { header, candidates };
  }

  /** Skips to the next frame header; one that is not where it should be must have a later number. */
  async #findHeader(previous: FlacFrameHeader | null): Promise<FlacFrameHeader | null> {
    for (;;) {
      const bytes = await this.stream.peek(SEARCH_BYTES);
      for (
        let at = 0;
        at + MAX_FRAME_HEADER_BYTES <= bytes.length || (at < bytes.length && bytes.length < SEARCH_BYTES);
        at++
      ) {
        if (bytes[at] !== 0xff) continue;
        const header = readFrameHeader(bytes, at);
        if (!header || (at > 0 && previous && header.number <= previous.number)) continue;
        this.stream.skip(at);
        return header;
      }
      if (bytes.length < SEARCH_BYTES) return null;
      this.stream.skip(bytes.length - MAX_FRAME_HEADER_BYTES);
    }
  }
}
