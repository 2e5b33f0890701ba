import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import { appleImaAdpcm } from './adpcm.js';
import { isPlausible, type AudioFormat } from './audio-reader.js';
import type { ByteRange } from './byte-range.js';
import { ForeignFormat } from './foreign-format.js';
import { pcmCodec, type PcmCodec, type PcmLayout } from './pcm-codec.js';
import type { PcmFile } from './pcm-reader.js';
import { NO_TAGS } from './recording-tags.js';

const MAX_CHUNKS = 10_000;
const CHUNK_HEADER_BYTES = 12;
const EDIT_COUNT_BYTES = 4;
const IS_FLOAT = 1;
const IS_LITTLE_ENDIAN = 2;

/** Whether a file that begins with these bytes is a Core Audio file. */
export const isCaf = (head: Buffer): boolean => head.toString('latin1', 0, 4) === 'caff';

function readDescription(path: string, chunk: Buffer): { format: AudioFormat; codec: PcmCodec } {
  const damaged = () => new UserError(words('audioFile.headerDamaged', { file: path, format: 'CAF' }));
  if (chunk.length < 32) throw damaged();
  const sampleRate = Math.round(chunk.readDoubleBE(0));
  const id = chunk.toString('latin1', 8, 12);
  const flags = chunk.readUInt32BE(12);
  const packetBytes = chunk.readUInt32BE(16);
  const channels = chunk.readUInt32BE(24);
  if (!isPlausible({ sampleRate, channels })) throw damaged();
  const format = { sampleRate, channels, encoding: 'integer', bitDepth: 16, channelMask: 0 } as const;
  if (id === 'ima4') return { format, codec: appleImaAdpcm(channels) };
  const bytes = packetBytes / channels;
  const layout: Omit<PcmLayout, 'kind'> = {
    channels,
    bytes,
    isLittleEndian: (flags & IS_LITTLE_ENDIAN) !== 0,
  };
  const kind = id === 'lpcm' ? (flags & IS_FLOAT ? 'float' : 'signed') : id === 'ulaw' ? 'mu-law' : 'a-law';
  if (id !== 'lpcm' && id !== 'ulaw' && id !== 'alaw')
    throw new ForeignFormat(`CAF (${id.trim().toUpperCase()})`);
  const codec = pcmCodec({ ...layout, kind });
  if (!codec) throw damaged();
  if (id !== 'lpcm') return { format, codec };
  return {
    format: { ...format, encoding: kind === 'float' ? 'float' : 'integer', bitDepth: 8 * bytes },
    codec,
  };
}

/**
 * The header of a Core Audio file (Apple, Core Audio Format Specification): integers, floats, µ-law, A-law and IMA
 * ADPCM. A length of −1 means up to the end of the file.
 *
 * @throws UserError when it is damaged; ForeignFormat for samples of another kind, such as AAC
 */
export async function readCaf(range: ByteRange): Promise<PcmFile> {
  let described: { format: AudioFormat; codec: PcmCodec } | null = null;
  for (let at = 8, count = 0; count < MAX_CHUNKS; count++) {
    const head = await range.read(at, CHUNK_HEADER_BYTES);
    if (head.length < CHUNK_HEADER_BYTES) break;
    const id = head.toString('latin1', 0, 4);
    const length = Number(head.readBigInt64BE(4));
    const start = at + CHUNK_HEADER_BYTES;
    if (id === 'desc') described = readDescription(range.path, await range.read(start, 32));
    if (id === 'data' && described) {
      const available = Math.max(0, range.length - start - EDIT_COUNT_BYTES);
      const promised = length < 0 ? available : Math.max(0, length - EDIT_COUNT_BYTES);
      const present = Math.min(promised, available);
      const parts = [{ start: start + EDIT_COUNT_BYTES, length: present }];
      return { ...described, parts, missingBytes: promised - present, limit: null, tags: NO_TAGS };
    }
    if (length < 0) break;
    at = start + length;
  }
  throw new UserError(words('audioFile.headerDamaged', { file: range.path, format: 'CAF' }));
}
