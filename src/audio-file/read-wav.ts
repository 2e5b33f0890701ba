import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import { msAdpcm, wavImaAdpcm } from './adpcm.js';
import { isPlausible, type AudioFormat } from './audio-reader.js';
import type { ByteRange } from './byte-range.js';
import { ForeignFormat } from './foreign-format.js';
import { readId3v2 } from './id3v2.js';
import { pcmCodec, type PcmCodec } from './pcm-codec.js';
import type { PcmFile } from './pcm-reader.js';
import { NO_TAGS, type RecordingTags } from './recording-tags.js';
import {
  FORMAT_A_LAW,
  FORMAT_EXTENSIBLE,
  FORMAT_FLOAT,
  FORMAT_IMA_ADPCM,
  FORMAT_MS_ADPCM,
  FORMAT_MU_LAW,
  FORMAT_PCM,
} from './wav-header.js';

/** Programs that write to a pipe can't know the length and put something near these in its place. */
const LEAST_PLACEHOLDER = 0x7fff_0000;
const UNKNOWN_LENGTH = 0xffff_ffff;
/** Chunks of text and pictures that are read at most. */
const MAX_TAG_BYTES = 16 * 1024 * 1024;
/** More chunks than this are no recording. */
const MAX_CHUNKS = 10_000;
/** Sony's Wave64: each name is a GUID that begins with the four letters; sizes count the header of 24 bytes. */
const W64_RIFF_TAIL = Buffer.from('2e91cf11a5d628db04c10000', 'hex');

/** Names that chunks have. A chunk of odd length is followed by padding, which some programs forget. */
const KNOWN_CHUNKS = new Set([
  'fmt ',
  'data',
  'fact',
  'LIST',
  'bext',
  'cue ',
  'smpl',
  'inst',
  'id3 ',
  'ID3 ',
  'JUNK',
  'junk',
  'PAD ',
  'FLLR',
  'iXML',
  'axml',
  'PEAK',
  'ds64',
  'chna',
  'acid',
  'plst',
  'cart',
  'umid',
  'levl',
  'wavl',
  'slnt',
  'adtl',
  'DISP',
]);

/** Other kinds of samples in WAV files (RFC 2361). */
const FOREIGN_KINDS: Readonly<Record<number, string>> = {
  0x31: 'GSM 6.10',
  0x40: 'G.721 ADPCM',
  0x45: 'G.726 ADPCM',
  0x50: 'MPEG',
  0x55: 'MP3',
  0x160: 'WMA',
  0x161: 'WMA',
  0x162: 'WMA',
  0x163: 'WMA',
  0x2000: 'AC-3',
  0x706d: 'AAC',
  0xff: 'AAC',
  0xf1ac: 'FLAC',
  0x674f: 'Ogg Vorbis',
};

/** How chunks lie in one of the members of the family. */
interface Container {
  readonly isLittleEndian: boolean;
  readonly headerBytes: number;
  /** Chunks begin at multiples of it. */
  readonly alignment: number;
}

interface Chunk {
  readonly id: string;
  /** Where its content begins, and how long it is by its own account. */
  readonly start: number;
  readonly length: number;
}

interface Parts {
  readonly parts: { readonly start: number; readonly length: number }[];
  missingBytes: number;
}

const RIFF: Container = { isLittleEndian: true, headerBytes: 8, alignment: 2 };
const CONTAINERS: Readonly<Record<string, Container>> = {
  RIFF,
  RF64: RIFF,
  BW64: RIFF,
  RIFX: { ...RIFF, isLittleEndian: false },
  riff: { isLittleEndian: true, headerBytes: 24, alignment: 8 },
};

/** Whether a file that begins with these bytes is a WAV file of any of its shapes. */
export function isWav(head: Buffer): boolean {
  const id = head.toString('latin1', 0, 4);
  if (id === 'riff') return head.subarray(4, 16).equals(W64_RIFF_TAIL);
  return id in CONTAINERS && head.toString('latin1', 8, 12) === 'WAVE';
}

/**
 * The header of a WAV file: RIFF, RIFX, RF64 and BW64 (EBU Tech 3306), and Wave64; integers and floats, µ-law,
 * A-law, IMA and Microsoft ADPCM, plain or WAVE_FORMAT_EXTENSIBLE. A length that a crashed or piped recorder left
 * open (0, or near 2^31 or 2^32) means up to the end of the file.
 *
 * @throws UserError when the header is damaged; ForeignFormat for samples of another kind
 */
export async function readWav(range: ByteRange): Promise<PcmFile> {
  const head = await range.read(0, 40);
  const id = head.toString('latin1', 0, 4);
  const container = CONTAINERS[id] as Container;
  const file = new WavFile(range, container);
  const riffBytes = id === 'riff' ? Number(head.readBigUInt64LE(16)) - 8 : file.size(head, 4);
  await file.walk(id === 'riff' ? 40 : 12, riffBytes);
  return file.result();
}

class WavFile {
  readonly #range: ByteRange;
  readonly #container: Container;
  readonly #data: Parts = { parts: [], missingBytes: 0 };
  #format: { readonly format: AudioFormat; readonly codec: PcmCodec } | null = null;
  /** Length of the samples in bytes by an RF64 file's own account. */
  #longDataBytes: number | null = null;
  /** Samples of each channel by chunk `fact`. */
  #factFrames: number | null = null;
  #tags: RecordingTags = NO_TAGS;

  constructor(range: ByteRange, container: Container) {
    this.#range = range;
    this.#container = container;
  }

  size(bytes: Buffer, at: number): number {
    return this.#container.isLittleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  }

  /**
   * Goes through the chunks from `from` on.
   *
   * @param riffBytes length of the file by its own account, less 8
   */
  async walk(from: number, riffBytes: number): Promise<void> {
    let chunk = await this.#chunkAt(from);
    for (let count = 0; chunk && count < MAX_CHUNKS; count++) {
      const isOpenEnded = await this.#read(chunk, riffBytes);
      if (isOpenEnded) return;
      chunk = await this.#next(chunk);
    }
  }

  result(): PcmFile {
    if (!this.#format || this.#data.parts.length === 0) throw this.#damaged();
    const { format, codec } = this.#format;
    // Only blocks may hold samples that don't count.
    const limit = codec.unitFrames > 1 ? this.#factFrames : null;
    return { format, codec, ...this.#data, limit: limit || null, tags: this.#tags };
  }

  #damaged(): UserError {
    return new UserError(words('audioFile.headerDamaged', { file: this.#range.path, format: 'WAV' }));
  }

  async #chunkAt(at: number): Promise<Chunk | null> {
    const { headerBytes } = this.#container;
    const head = await this.#range.read(at, headerBytes);
    if (head.length < headerBytes) return null;
    const length = headerBytes === 24 ? Number(head.readBigUInt64LE(16)) - headerBytes : this.size(head, 4);
    if (length < 0) return null;
    return { id: head.toString('latin1', 0, 4), start: at + headerBytes, length };
  }

  async #next({ start, length }: Chunk): Promise<Chunk | null> {
    const { alignment } = this.#container;
    const end = start + length;
    const padded = Math.ceil(end / alignment) * alignment;
    if (padded !== end) {
      const unpadded = await this.#chunkAt(end);
      if (unpadded && KNOWN_CHUNKS.has(unpadded.id)) return unpadded;
    }
    return this.#chunkAt(padded);
  }

  /** Takes in what a chunk says; tells whether its length is open, so that none can follow. */
  async #read({ id, start, length }: Chunk, riffBytes: number): Promise<boolean> {
    if (id === 'data') return this.#addData(start, length, riffBytes);
    const content = () => this.#range.read(start, Math.min(length, MAX_TAG_BYTES));
    if (id === 'fmt ') {
      if (length < 16) throw this.#damaged();
      this.#format = this.#readFormat(await this.#range.read(start, Math.min(length, 40)));
    } else if (id === 'ds64' && length >= 24) {
      this.#longDataBytes = Number((await this.#range.read(start, 24)).readBigUInt64LE(8));
    } else if (id === 'fact' && length >= 4) {
      const fact = await this.#range.read(start, 4);
      this.#factFrames = fact.length === 4 ? this.size(fact, 0) : null;
    } else if (id === 'LIST') {
      this.#addTags(readInfo(await content()));
    } else if (id === 'id3 ' || id === 'ID3 ') {
      this.#addTags(readId3v2(await content()));
    }
    return false;
  }

  #addTags({ comments, pictures }: RecordingTags): void {
    const known = new Set(this.#tags.comments.map(([name]) => name));
    this.#tags = {
      comments: [...this.#tags.comments, ...comments.filter(([name]) => !known.has(name))],
      pictures: [...this.#tags.pictures, ...pictures],
    };
  }

  #addData(start: number, length: number, riffBytes: number): boolean {
    if (!this.#format) throw this.#damaged();
    const available = this.#range.length - start;
    const promised = length === UNKNOWN_LENGTH && this.#longDataBytes !== null ? this.#longDataBytes : length;
    const isOpenEnded =
      (length === 0 && riffBytes + 8 !== this.#range.length) ||
      (length >= LEAST_PLACEHOLDER && promised === length && promised > available);
    const present = isOpenEnded ? available : Math.min(promised, available);
    this.#data.parts.push({ start, length: present });
    this.#data.missingBytes += isOpenEnded ? 0 : promised - present;
    return isOpenEnded || present < promised;
  }

  #readFormat(chunk: Buffer): { format: AudioFormat; codec: PcmCodec } {
    const u16 = (at: number) =>
      this.#container.isLittleEndian ? chunk.readUInt16LE(at) : chunk.readUInt16BE(at);
    if (chunk.length < 16) throw this.#damaged();
    let tag = u16(0);
    const channels = u16(2);
    const sampleRate = this.size(chunk, 4);
    const unitBytes = u16(12);
    let bits = u16(14);
    let channelMask = 0;
    if (tag === FORMAT_EXTENSIBLE && chunk.length >= 40) {
      const validBits = u16(18);
      if (validBits > 0 && validBits <= bits) bits = validBits;
      channelMask = this.size(chunk, 20);
      // The first two bytes of the subformat's GUID are the tag.
      tag = u16(24);
    }
    if (!isPlausible({ sampleRate, channels }) || unitBytes === 0) throw this.#damaged();
    const codec = this.#codecOf(tag, channels, unitBytes, bits);
    if (!codec)
      throw new ForeignFormat(`WAV (${FOREIGN_KINDS[tag] ?? `0x${tag.toString(16)}, ${bits} bit`})`);
    const isPcm = tag === FORMAT_PCM || tag === FORMAT_FLOAT;
    return {
      codec,
      format: {
        sampleRate,
        channels,
        encoding: tag === FORMAT_FLOAT ? 'float' : 'integer',
        bitDepth: isPcm ? 8 * Math.ceil(bits / 8) : 16,
        channelMask,
      },
    };
  }

  #codecOf(tag: number, channels: number, unitBytes: number, bits: number): PcmCodec | undefined {
    if (tag === FORMAT_IMA_ADPCM && bits === 4 && unitBytes > 4 * channels)
      return wavImaAdpcm(channels, unitBytes);
    if (tag === FORMAT_MS_ADPCM && bits === 4 && unitBytes > 7 * channels)
      return msAdpcm(channels, unitBytes);
    const bytes = unitBytes / channels;
    if (!Number.isInteger(bytes)) return undefined;
    const layout = { channels, bytes, isLittleEndian: this.#container.isLittleEndian };
    if (tag === FORMAT_MU_LAW && bytes === 1) return pcmCodec({ ...layout, kind: 'mu-law' });
    if (tag === FORMAT_A_LAW && bytes === 1) return pcmCodec({ ...layout, kind: 'a-law' });
    if (tag === FORMAT_FLOAT && bits === 8 * bytes) return pcmCodec({ ...layout, kind: 'float' });
    if (tag !== FORMAT_PCM || bits === 0 || bits > 8 * bytes) return undefined;
    return pcmCodec({ ...layout, kind: bytes === 1 ? 'unsigned' : 'signed' });
  }
}

/** Names of Vorbis comments for those of RIFF INFO (Microsoft, Multimedia Programming Interface, 2-14). */
export const INFO_NAMES: Readonly<Record<string, string>> = {
  INAM: 'TITLE',
  IART: 'ARTIST',
  IPRD: 'ALBUM',
  ICRD: 'DATE',
  IGNR: 'GENRE',
  ITRK: 'TRACKNUMBER',
  ICMT: 'COMMENT',
  ICOP: 'COPYRIGHT',
};

/** A LIST chunk of kind INFO: chunks of text that end with a zero. */
function readInfo(list: Buffer): RecordingTags {
  const comments: [string, string][] = [];
  if (list.toString('latin1', 0, 4) !== 'INFO') return NO_TAGS;
  for (let at = 4; at + 8 <= list.length;) {
    const name = INFO_NAMES[list.toString('latin1', at, at + 4)];
    const length = list.readUInt32LE(at + 4);
    const text = list.toString('utf8', at + 8, at + 8 + length).replace(/\0.*$/s, '');
    if (name && text) comments.push([name, text]);
    at += 8 + length + (length % 2);
  }
  return { comments, pictures: [] };
}
