import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import { DamageLog, placeAt } from './audio-reader.js';
import type { AudioBlock, AudioFormat, ReadOptions } from './audio-reader.js';
import { ByteStream, type ByteRange } from './byte-range.js';
import { CompressedReader } from './compressed-reader.js';
import { ForeignFormat } from './foreign-format.js';
import { nextPage, PacketAssembler, type OggPage } from './ogg-pages.js';
import { FOREIGN_OGG_CODECS, OGG_CODECS, type OggCodec, type OggStream } from './ogg-streams.js';
import { Planes } from './planes.js';
import type { RecordingTags } from './recording-tags.js';

/** Whether a file that begins with these bytes is Ogg. */
export const isOgg = (head: Buffer): boolean => head.toString('latin1', 0, 4) === 'OggS';

/** Packets that end on one page. */
interface OggPart {
  readonly stream: OggStream;
  readonly packets: readonly Uint8Array[];
  /** Samples that they give, or null where only a decoder knows and the page doesn't say. */
  readonly frames: number | null;
  /** Whether a new stream begins with them. */
  readonly isStart: boolean;
}

/**
 * Goes through an Ogg file: streams one after the other (a chain), of which the first one with sound counts where
 * several run side by side. Page numbers, checksums and end flags decide whether all is there.
 */
class OggWalk {
  /** Samples of each channel so far, by the pages' own positions. */
  frames = 0;
  readonly #pages: ByteStream;
  readonly #damage: DamageLog;
  readonly #path: string;

  constructor(pages: ByteStream, damage: DamageLog) {
    this.#pages = pages;
    this.#damage = damage;
    this.#path = pages.range.path;
  }

  /** @throws UserError where the file is damaged, or changes its rate or channels; ForeignFormat without sound */
  async *parts(): AsyncGenerator<OggPart> {
    let first: OggStream | null = null;
    for (let page = await nextPage(this.#pages); page;) {
      const link = new OggLink(this.#path);
      while (page?.isFirst) {
        link.add(page);
        page = await nextPage(this.#pages);
      }
      const codec = link.codec;
      if (!codec) {
        if (!first) throw link.foreign();
        // A chain may have links without sound.
        while (page && !page.isFirst) page = await nextPage(this.#pages);
        continue;
      }
      const base = this.frames;
      const place = () => this.frames / (link.stream?.sampleRate ?? 1);
      for (; page && !page.isFirst; page = await nextPage(this.#pages)) {
        const isBehindGap = page.isBehindGap || link.isGapBefore(page);
        if (page.serial !== link.serial) continue;
        if (isBehindGap && link.stream) this.#damage.addPlace(place());
        const isStart = link.stream !== null && link.granule === null;
        const packets = link.push(page, isBehindGap);
        const { stream } = link;
        if (!stream) continue;
        if (first && (stream.sampleRate !== first.sampleRate || stream.channels !== first.channels))
          throw new UserError(
            words('audioFile.changesOnTheWay', { file: this.#path, place: placeAt(base / first.sampleRate) }),
          );
        first ??= stream;
        const frames = link.framesOn(page, packets);
        this.frames += frames ?? 0;
        if (packets.length > 0)
          yield {
            stream,
            packets,
            frames: page.isLast ? frames : null,
            isStart: isStart || !link.hasStarted,
          };
        link.hasStarted ||= packets.length > 0;
      }
      if (!link.stream)
        throw new UserError(words('audioFile.headerDamaged', { file: this.#path, format: 'Ogg' }));
      if (!link.hasEnded) this.#damage.addEnd(place());
    }
  }
}

/** One link of a chain: the streams that begin together. */
class OggLink {
  /** The stream whose sound is read; null until its headers are complete. */
  stream: OggStream | null = null;
  codec: OggCodec | null = null;
  serial = -1;
  hasEnded = false;
  hasStarted = false;
  /** Position at the end of the last page, in samples. */
  granule: number | null = null;
  readonly #path: string;
  readonly #beginnings: string[] = [];
  readonly #assembler = new PacketAssembler();
  readonly #headers: Uint8Array[] = [];
  #sequence = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Takes in a page with which a stream begins. */
  add(page: OggPage): void {
    const [packet] = page.pieces;
    if (!packet) return;
    const beginning = Buffer.from(packet.subarray(0, 16)).toString('latin1');
    this.#beginnings.push(beginning);
    const codec = OGG_CODECS.find(({ magic }) => beginning.startsWith(magic));
    if (!codec || this.codec) return;
    this.codec = codec;
    this.serial = page.serial;
    this.#sequence = page.sequence;
    this.#headers.push(...this.#assembler.push(page, false));
    this.hasEnded = page.isLast;
  }

  /** Sentence about a file without sound that can be read. */
  foreign(): ForeignFormat {
    const known = Object.entries(FOREIGN_OGG_CODECS).find(([magic]) =>
      this.#beginnings.some((beginning) => beginning.startsWith(magic)),
    );
    return new ForeignFormat(known ? `Ogg ${known[1]}` : 'Ogg');
  }

  isGapBefore(page: OggPage): boolean {
    return page.serial === this.serial && page.sequence !== this.#sequence + 1;
  }

  /** The packets of sound that end on a page; header packets are kept. */
  push(page: OggPage, isBehindGap: boolean): readonly Uint8Array[] {
    this.#sequence = page.sequence;
    this.hasEnded ||= page.isLast;
    const packets = this.#assembler.push(page, isBehindGap);
    while (!this.stream && packets.length > 0) {
      this.#headers.push(packets.shift() as Uint8Array);
      if (!this.codec?.isComplete(this.#headers)) continue;
      this.stream = this.codec.read(this.#headers);
      if (!this.stream)
        throw new UserError(words('audioFile.headerDamaged', { file: this.#path, format: 'Ogg' }));
    }
    return packets;
  }

  /** Samples that the recording has on this page by its positions, or null where they don't tell. */
  framesOn({ granule }: OggPage, packets: readonly Uint8Array[]): number | null {
    const { stream } = this;
    if (!stream || granule < 0 || packets.length === 0) return null;
    const counted = packets.map((packet) => stream.framesIn(packet));
    const inPackets = counted.some((count) => count === null)
      ? null
      : counted.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    // A stream that was recorded from its middle on begins at a position of its own.
    const before = this.granule ?? (inPackets === null ? 0 : Math.max(0, granule - inPackets));
    const isFirst = this.granule === null;
    this.granule = granule;
    const preSkip = isFirst ? before + stream.preSkip : this.#skipUntil;
    if (isFirst) this.#skipUntil = preSkip;
    return Math.max(0, Math.max(granule, preSkip) - Math.max(before, preSkip));
  }

  #skipUntil = 0;
}

/** Reads Ogg files with Opus, Vorbis or FLAC. */
export class OggReader extends CompressedReader {
  readonly format: AudioFormat;
  readonly frames: number;
  readonly tags: RecordingTags;

  /**
   * Goes through the whole file first, which takes a fraction of decoding it.
   *
   * @throws UserError when it is damaged, or joined of parts that don't fit; ForeignFormat without sound to read
   */
  static async open(range: ByteRange, options: ReadOptions): Promise<OggReader> {
    const walk = new OggWalk(new ByteStream(range), new DamageLog(range.path, options));
    let first: OggStream | null = null;
    for await (const { stream } of walk.parts()) first ??= stream;
    if (!first) throw new UserError(words('audioFile.noAudio', { file: range.path }));
    return new OggReader(range, first, walk.frames, options);
  }

  private constructor(range: ByteRange, first: OggStream, frames: number, options: ReadOptions) {
    const { sampleRate, channels, bits, tags } = first;
    super(range, options);
    this.frames = frames;
    this.tags = tags;
    // Formats with loss have no depth: 16 bits hold what they keep.
    const bitDepth = bits === null ? 16 : 8 * Math.ceil(bits / 8);
    this.format = { sampleRate, channels, encoding: 'integer', bitDepth, channelMask: 0 };
  }

  async *blocks(): AsyncGenerator<AudioBlock> {
    const planes = new Planes(this.format.channels);
    let frames = 0;
    for await (const { stream, packets, frames: kept, isStart } of new OggWalk(
      this.stream,
      this.damage,
    ).parts()) {
      if (isStart) this.useDecoder(await stream.openDecoder());
      const decoded = this.decoder?.decode(packets);
      if (!decoded) continue;
      if (decoded.errors.length > 0) this.damage.addPlace(frames / this.format.sampleRate);
      // The last page says how many of its samples count.
      const length = Math.min(decoded.samplesDecoded, kept ?? Infinity);
      if (length === 0 || decoded.channelData.length < this.format.channels) continue;
      frames += length;
      yield planes.fill(decoded.channelData, length, stream.bits);
    }
  }
}
