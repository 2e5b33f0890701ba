import { isPlausible } from './audio-reader.js';
import { flacDecoder, opusDecoder, VORBIS_ORDER, vorbisDecoder, type Decoder } from './decoders.js';
import { readFrameHeader, readStreamInfo } from './flac-frames.js';
import { NO_TAGS, readVorbisComments, type RecordingTags } from './recording-tags.js';

/** Header packets of a stream in an Ogg file, as they are read. */
export interface OggStream {
  readonly sampleRate: number;
  readonly channels: number;
  /** Bits of its samples where they are integers without loss, else null. */
  readonly bits: number | null;
  /** Samples at the start that are not part of the recording. */
  readonly preSkip: number;
  readonly tags: RecordingTags;
  openDecoder(): Promise<Decoder>;
  /** Samples in a packet, or null where only a decoder knows. */
  framesIn(packet: Uint8Array): number | null;
}

/** A kind of stream that Ogg files carry. */
export interface OggCodec {
  /** How its first packet begins. */
  readonly magic: string;
  /** Whether all header packets have come. */
  isComplete(headers: readonly Uint8Array[]): boolean;
  /** @returns null when they are damaged */
  read(headers: readonly Uint8Array[]): OggStream | null;
}

const OPUS_RATE = 48_000;
const OPUS_TAGS_MAGIC_BYTES = 8;
const VORBIS_COMMENT_MAGIC_BYTES = 7;
/** Magic, version, number of headers and `fLaC` in front of STREAMINFO with its own header (RFC 9639, 10.1). */
const OGG_FLAC_PREFIX_BYTES = 13;

/** Samples of an Opus packet at 48 kHz by its first bytes (RFC 6716, 3.1). */
export function opusPacketFrames(packet: Uint8Array): number {
  const [toc, second = 0] = packet;
  if (toc === undefined) return 0;
  const config = toc >> 3;
  const size =
    config < 12
      ? [480, 960, 1920, 2880][config & 3]
      : config < 16
        ? [480, 960][config & 1]
        : [120, 240, 480, 960][config & 3];
  const code = toc & 3;
  return (size ?? 0) * (code === 0 ? 1 : code === 3 ? second & 63 : 2);
}

function readOpus([head, tags]: readonly Uint8Array[]): OggStream | null {
  const bytes = Buffer.from(head ?? []);
  if (bytes.length < 19) return null;
  const channels = bytes.readUInt8(9);
  const preSkip = bytes.readUInt16LE(10);
  const outputGain = bytes.readInt16LE(16);
  const family = bytes.readUInt8(18);
  if (!isPlausible({ sampleRate: OPUS_RATE, channels })) return null;
  if (family === 0 ? channels > 2 : bytes.length < 21 + channels) return null;
  const table = family === 0 ? undefined : [...bytes.subarray(21, 21 + channels)];
  const order = family === 1 ? VORBIS_ORDER[channels] : undefined;
  const mapping = order && table ? order.map((channel) => table[channel] as number) : table;
  return {
    sampleRate: OPUS_RATE,
    channels,
    bits: null,
    preSkip,
    tags: readVorbisComments(Buffer.from(tags ?? []).subarray(OPUS_TAGS_MAGIC_BYTES)),
    openDecoder: () =>
      opusDecoder({
        sampleRate: OPUS_RATE,
        channels,
        preSkip,
        outputGain,
        ...(mapping && {
          streamCount: bytes.readUInt8(19),
          coupledStreamCount: bytes.readUInt8(20),
          channelMappingTable: mapping,
        }),
      }),
    framesIn: opusPacketFrames,
  };
}

function readVorbis([identification, comments, setup]: readonly Uint8Array[]): OggStream | null {
  const bytes = Buffer.from(identification ?? []);
  if (bytes.length < 30 || !identification || !setup) return null;
  const channels = bytes.readUInt8(11);
  const sampleRate = bytes.readUInt32LE(12);
  if (!isPlausible({ sampleRate, channels })) return null;
  return {
    sampleRate,
    channels,
    bits: null,
    preSkip: 0,
    tags: readVorbisComments(Buffer.from(comments ?? []).subarray(VORBIS_COMMENT_MAGIC_BYTES)),
    openDecoder: () => vorbisDecoder(identification, setup),
    framesIn: () => null,
  };
}

function readOggFlac([first, ...others]: readonly Uint8Array[]): OggStream | null {
  const bytes = Buffer.from(first ?? []);
  if (bytes.length < OGG_FLAC_PREFIX_BYTES + 4 + 34) return null;
  const info = readStreamInfo(bytes.subarray(OGG_FLAC_PREFIX_BYTES + 4));
  if (!isPlausible(info)) return null;
  const comment = others.find((packet) => ((packet[0] ?? 0) & 0x7f) === 4);
  return {
    sampleRate: info.sampleRate,
    channels: info.channels,
    bits: info.bits,
    preSkip: 0,
    tags: comment ? readVorbisComments(Buffer.from(comment).subarray(4)) : NO_TAGS,
    openDecoder: flacDecoder,
    framesIn: (packet) => readFrameHeader(packet, 0)?.frames ?? null,
  };
}

/** Streams of sound that can be read. */
export const OGG_CODECS: readonly OggCodec[] = [
  { magic: 'OpusHead', isComplete: ({ length }) => length >= 2, read: readOpus },
  { magic: '\x01vorbis', isComplete: ({ length }) => length >= 3, read: readVorbis },
  {
    magic: '\x7fFLAC',
    // Its last metadata block is marked; the first packet has STREAMINFO.
    isComplete: (headers) =>
      headers.length > 1
        ? ((headers[headers.length - 1]?.[0] ?? 0) & 0x80) !== 0
        : ((headers[0]?.[OGG_FLAC_PREFIX_BYTES] ?? 0) & 0x80) !== 0,
    read: readOggFlac,
  },
];

/** Other streams of sound, by how their first packet begins. */
export const FOREIGN_OGG_CODECS: Readonly<Record<string, string>> = {
  'Speex   ': 'Speex',
  'PCM     ': 'PCM',
  'CELT    ': 'CELT',
  fLaC: 'FLAC',
};
