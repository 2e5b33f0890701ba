import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import { appleImaAdpcm } from './adpcm.js';
import { isPlausible, type AudioFormat } from './audio-reader.js';
import type { ByteRange } from './byte-range.js';
import { ForeignFormat } from './foreign-format.js';
import { readId3v2 } from './id3v2.js';
import { pcmCodec, type PcmCodec, type PcmLayout } from './pcm-codec.js';
import type { PcmFile } from './pcm-reader.js';
import { NO_TAGS, type RecordingTags } from './recording-tags.js';

const MAX_CHUNKS = 10_000;
const MAX_TAG_BYTES = 16 * 1024 * 1024;
const SSND_HEADER_BYTES = 8;

/** Text chunks (Apple, Audio Interchange File Format 1.3, 8). */
const TEXT_CHUNKS: Readonly<Record<string, string>> = {
  NAME: 'TITLE',
  AUTH: 'ARTIST',
  '(c) ': 'COPYRIGHT',
  ANNO: 'COMMENT',
};

/** Kinds of samples in AIFC files; those without `bytes` have them from the bits of the header. */
const KINDS: Readonly<Record<string, Partial<Omit<PcmLayout, 'channels'>>>> = {
  NONE: {},
  twos: {},
  sowt: { isLittleEndian: true },
  'raw ': { kind: 'unsigned' },
  in24: { bytes: 3 },
  in32: { bytes: 4 },
  '42ni': { bytes: 3, isLittleEndian: true },
  '23ni': { bytes: 4, isLittleEndian: true },
  fl32: { kind: 'float', bytes: 4 },
  FL32: { kind: 'float', bytes: 4 },
  fl64: { kind: 'float', bytes: 8 },
  FL64: { kind: 'float', bytes: 8 },
  ulaw: { kind: 'mu-law', bytes: 1 },
  ULAW: { kind: 'mu-law', bytes: 1 },
  alaw: { kind: 'a-law', bytes: 1 },
  ALAW: { kind: 'a-law', bytes: 1 },
};

/** Whether a file that begins with these bytes is AIFF or AIFC. */
export const isAiff = (head: Buffer): boolean =>
  head.toString('latin1', 0, 4) === 'FORM' && /^AIF[FC]$/.test(head.toString('latin1', 8, 12));

/** An 80-bit float of positive value: 15 bits of exponent, 64 bits of mantissa (IEEE 754 extended). */
export function readExtended(bytes: Buffer, at: number): number {
  const exponent = (bytes.readUInt16BE(at) & 0x7fff) - 16_383 - 63;
  return Number(bytes.readBigUInt64BE(at + 2)) * 2 ** exponent;
}

interface Common {
  readonly format: AudioFormat;
  readonly codec: PcmCodec;
  /** Samples of each channel. */
  readonly frames: number;
}

function readCommon(path: string, chunk: Buffer, isAifc: boolean): Common {
  const damaged = () => new UserError(words('audioFile.headerDamaged', { file: path, format: 'AIFF' }));
  if (chunk.length < 18) throw damaged();
  const channels = chunk.readUInt16BE(0);
  const count = chunk.readUInt32BE(2);
  const bits = chunk.readUInt16BE(6);
  const sampleRate = Math.round(readExtended(chunk, 8));
  const compression = isAifc ? chunk.toString('latin1', 18, 22) : 'NONE';
  if (!isPlausible({ sampleRate, channels })) throw damaged();
  const format = { sampleRate, channels, channelMask: 0 };
  // Its header counts packets of 64 samples.
  if (compression === 'ima4') {
    const codec = appleImaAdpcm(channels);
    return {
      format: { ...format, encoding: 'integer', bitDepth: 16 },
      codec,
      frames: count * codec.unitFrames,
    };
  }
  const kind = KINDS[compression];
  if (!kind) throw new ForeignFormat(`AIFC (${compression.trim()})`);
  const bytes = Math.ceil(bits / 8);
  const layout: PcmLayout = { kind: 'signed', bytes, isLittleEndian: false, channels, ...kind };
  const codec = pcmCodec(layout);
  if (!codec) throw damaged();
  const isPcm = layout.kind !== 'mu-law' && layout.kind !== 'a-law';
  const bitDepth = isPcm ? 8 * layout.bytes : 16;
  const encoding = layout.kind === 'float' ? 'float' : 'integer';
  return { format: { ...format, encoding, bitDepth }, codec, frames: count };
}

/**
 * The header of an AIFF or AIFC file: integers and floats of either byte order, µ-law, A-law and IMA ADPCM.
 *
 * @throws UserError when it is damaged; ForeignFormat for samples of another kind
 */
export async function readAiff(range: ByteRange): Promise<PcmFile> {
  const isAifc = (await range.read(8, 4)).toString('latin1') === 'AIFC';
  let common: Common | null = null;
  let sound: { start: number; length: number } | null = null;
  let tags: RecordingTags = NO_TAGS;
  for (let at = 12, count = 0; count < MAX_CHUNKS; count++) {
    const head = await range.read(at, 8);
    if (head.length < 8) break;
    const id = head.toString('latin1', 0, 4);
    const length = head.readUInt32BE(4);
    const content = () => range.read(at + 8, Math.min(length, MAX_TAG_BYTES));
    const text = TEXT_CHUNKS[id];
    if (id === 'COMM') common = readCommon(range.path, await content(), isAifc);
    else if (id === 'SSND') {
      const start = await range.read(at + 8, 4);
      if (start.length < 4) break;
      const offset = start.readUInt32BE(0);
      sound = { start: at + 8 + SSND_HEADER_BYTES + offset, length: length - SSND_HEADER_BYTES - offset };
    } else if (id === 'ID3 ') tags = merge(tags, readId3v2(await content()));
    else if (text)
      tags = merge(tags, {
        comments: [[text, (await content()).toString('utf8').replace(/\0+$/, '')]],
        pictures: [],
      });
    at += 8 + length + (length % 2);
  }
  if (!common || !sound)
    throw new UserError(words('audioFile.headerDamaged', { file: range.path, format: 'AIFF' }));
  const { format, codec, frames } = common;
  const promised = (frames / codec.unitFrames) * codec.unitBytes;
  const available = Math.max(0, range.length - sound.start);
  // A recorder that was ended left its header at zero.
  const isOpenEnded = frames === 0 && available > 0 && sound.length <= 0;
  const present = isOpenEnded ? available : Math.min(promised, available);
  const parts = [{ start: sound.start, length: present }];
  return { format, codec, parts, missingBytes: isOpenEnded ? 0 : promised - present, limit: null, tags };
}

const merge = (one: RecordingTags, other: RecordingTags): RecordingTags => ({
  comments: [...one.comments, ...other.comments],
  pictures: [...one.pictures, ...other.pictures],
});
