import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import { isPlausible, type AudioFormat } from './audio-reader.js';
import type { ByteRange } from './byte-range.js';
import { ForeignFormat } from './foreign-format.js';
import { pcmCodec, type PcmCodec, type PcmLayout } from './pcm-codec.js';
import type { PcmFile } from './pcm-reader.js';
import { NO_TAGS } from './recording-tags.js';

/** Bytes of a header without a comment. */
export const AU_HEADER_BYTES = 24;
const UNKNOWN_LENGTH = 0xffff_ffff;

/** Kinds of samples by their number (Sun, audio file format). */
const KINDS: Readonly<Record<number, Pick<PcmLayout, 'kind' | 'bytes'>>> = {
  1: { kind: 'mu-law', bytes: 1 },
  2: { kind: 'signed', bytes: 1 },
  3: { kind: 'signed', bytes: 2 },
  4: { kind: 'signed', bytes: 3 },
  5: { kind: 'signed', bytes: 4 },
  6: { kind: 'float', bytes: 4 },
  7: { kind: 'float', bytes: 8 },
  27: { kind: 'a-law', bytes: 1 },
};

/** Whether a file that begins with these bytes is a Sun or NeXT file. */
export const isAu = (head: Buffer): boolean => head.toString('latin1', 0, 4) === '.snd';

/** Reads the first `AU_HEADER_BYTES` of an AU file. */
export interface AuHeader {
  readonly format: AudioFormat;
  readonly codec: PcmCodec;
  /** Where the samples begin. */
  readonly start: number;
  /** Bytes of samples, or null when it is not known. */
  readonly length: number | null;
}

/** @throws UserError when the header is damaged; ForeignFormat for samples of another kind */
export function readAuHeader(path: string, head: Buffer): AuHeader {
  const damaged = () => new UserError(words('audioFile.headerDamaged', { file: path, format: 'AU' }));
  if (head.length < AU_HEADER_BYTES) throw damaged();
  const start = head.readUInt32BE(4);
  const length = head.readUInt32BE(8);
  const number = head.readUInt32BE(12);
  const sampleRate = head.readUInt32BE(16);
  const channels = head.readUInt32BE(20);
  if (!isPlausible({ sampleRate, channels }) || start < AU_HEADER_BYTES) throw damaged();
  const kind = KINDS[number];
  const codec = kind && pcmCodec({ ...kind, channels, isLittleEndian: false });
  if (!kind || !codec) throw new ForeignFormat(`AU (${number})`);
  const isLaw = kind.kind === 'mu-law' || kind.kind === 'a-law';
  const encoding = kind.kind === 'float' ? 'float' : 'integer';
  const format: AudioFormat = {
    sampleRate,
    channels,
    encoding,
    bitDepth: isLaw ? 16 : 8 * kind.bytes,
    channelMask: 0,
  };
  return { format, codec, start, length: length === UNKNOWN_LENGTH ? null : length };
}

/** The header of an AU file. A length of −1 means up to the end of the file. */
export async function readAu(range: ByteRange): Promise<PcmFile> {
  const { format, codec, start, length } = readAuHeader(range.path, await range.read(0, AU_HEADER_BYTES));
  const available = Math.max(0, range.length - start);
  const promised = length ?? available;
  const present = Math.min(promised, available);
  return {
    format,
    codec,
    parts: [{ start, length: present }],
    missingBytes: promised - present,
    limit: null,
    tags: NO_TAGS,
  };
}
