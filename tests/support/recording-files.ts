/** Recordings in the formats that no library here writes, byte by byte, after their specifications. */

const text = (value: string): Buffer => Buffer.from(value, 'latin1');

/** A chunk of RIFF (little-endian size) or of IFF and RIFX (big-endian size), padded to an even length. */
export function chunk(id: string, content: Buffer, isLittleEndian = true): Buffer {
  const size = Buffer.alloc(4);
  if (isLittleEndian) size.writeUInt32LE(content.length);
  else size.writeUInt32BE(content.length);
  return Buffer.concat([text(id), size, content, Buffer.alloc(content.length % 2)]);
}

/** 16-bit integers. */
export function int16(samples: readonly number[], isLittleEndian = true): Buffer {
  const bytes = Buffer.alloc(2 * samples.length);
  samples.forEach((sample, i) =>
    isLittleEndian ? bytes.writeInt16LE(sample, 2 * i) : bytes.writeInt16BE(sample, 2 * i),
  );
  return bytes;
}

/** Content of chunk `fmt ` of a WAV file (Microsoft, WAVEFORMATEX). */
export interface WavFormat {
  readonly tag?: number;
  readonly channels?: number;
  readonly sampleRate?: number;
  readonly unitBytes?: number;
  readonly bits?: number;
  readonly isLittleEndian?: boolean;
}

export function formatChunk({
  tag = 1,
  channels = 1,
  sampleRate = 16_000,
  bits = 16,
  unitBytes = (channels * bits) / 8,
  isLittleEndian = true,
}: WavFormat = {}): Buffer {
  const content = Buffer.alloc(16);
  const view = new DataView(content.buffer, content.byteOffset);
  view.setUint16(0, tag, isLittleEndian);
  view.setUint16(2, channels, isLittleEndian);
  view.setUint32(4, sampleRate, isLittleEndian);
  view.setUint32(8, sampleRate * unitBytes, isLittleEndian);
  view.setUint16(12, unitBytes, isLittleEndian);
  view.setUint16(14, bits, isLittleEndian);
  return chunk('fmt ', content, isLittleEndian);
}

/** A WAV file of these chunks. */
export function riff(chunks: readonly Buffer[], isLittleEndian = true): Buffer {
  const content = Buffer.concat([text('WAVE'), ...chunks]);
  return chunk(isLittleEndian ? 'RIFF' : 'RIFX', content, isLittleEndian);
}

/** GUIDs of Wave64: the four letters and a tail, another one for `riff` than for the others. */
const W64_TAIL = Buffer.from('f3acd3118cd100c04f8edb8a', 'hex');

/** A Wave64 file (Sony): each header has 24 bytes, which its size counts; contents are padded to 8 bytes. */
export function wave64(chunks: readonly (readonly [id: string, content: Buffer])[]): Buffer {
  const parts = chunks.map(([id, content]) => {
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(24 + content.length));
    return Buffer.concat([text(id), W64_TAIL, size, content, Buffer.alloc(-content.length & 7)]);
  });
  const body = Buffer.concat([text('wave'), W64_TAIL, ...parts]);
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(24 + body.length));
  return Buffer.concat([text('riff'), Buffer.from('2e91cf11a5d628db04c10000', 'hex'), size, body]);
}

/** A number as 80-bit float (IEEE 754 extended). */
function extended(value: number): Buffer {
  const bytes = Buffer.alloc(10);
  const exponent = Math.floor(Math.log2(value));
  bytes.writeUInt16BE(16_383 + exponent, 0);
  bytes.writeBigUInt64BE(BigInt(value) << BigInt(63 - exponent), 2);
  return bytes;
}

/** Content of an AIFF or AIFC file. */
export interface AiffContent {
  readonly bits: number;
  readonly sound: Buffer;
  /** Samples of each channel, or packets of `ima4`. */
  readonly count: number;
  /** The four letters of AIFC; a plain AIFF file without. */
  readonly compression?: string;
  readonly channels?: number;
  readonly more?: readonly Buffer[];
}

/** An AIFF or AIFC file at 16 kHz (Apple, Audio Interchange File Format 1.3). */
export function aiff({ bits, sound, count, compression, channels = 1, more = [] }: AiffContent): Buffer {
  const common = Buffer.alloc(8);
  common.writeUInt16BE(channels, 0);
  common.writeUInt32BE(count, 2);
  common.writeUInt16BE(bits, 6);
  const kind = compression ? [text(compression), Buffer.alloc(2)] : [];
  return chunk(
    'FORM',
    Buffer.concat([
      text(compression ? 'AIFC' : 'AIFF'),
      chunk('COMM', Buffer.concat([common, extended(16_000), ...kind]), false),
      ...more,
      chunk('SSND', Buffer.concat([Buffer.alloc(8), sound]), false),
    ]),
    false,
  );
}

/** Content of a Core Audio file. */
export interface CafContent {
  readonly id?: string;
  /** 1 float, 2 little-endian. */
  readonly flags?: number;
  readonly channels?: number;
  readonly packetBytes: number;
  readonly packetFrames?: number;
  readonly bits: number;
  readonly sound: Buffer;
  /** Whether the length is left at −1, as a recorder does that still writes. */
  readonly isOpenEnded?: boolean;
}

/** A Core Audio file at 16 kHz (Apple, Core Audio Format Specification). */
export function caf(content: CafContent): Buffer {
  const { id = 'lpcm', flags = 0, channels = 1, packetBytes, packetFrames = 1, bits, sound } = content;
  const description = Buffer.alloc(32);
  description.writeDoubleBE(16_000, 0);
  description.write(id, 8, 'latin1');
  description.writeUInt32BE(flags, 12);
  description.writeUInt32BE(packetBytes, 16);
  description.writeUInt32BE(packetFrames, 20);
  description.writeUInt32BE(channels, 24);
  description.writeUInt32BE(bits, 28);
  const part = (name: string, bytes: Buffer, length = bytes.length) => {
    const size = Buffer.alloc(8);
    size.writeBigInt64BE(BigInt(length));
    return Buffer.concat([text(name), size, bytes]);
  };
  const data = Buffer.concat([Buffer.alloc(4), sound]);
  return Buffer.concat([
    text('caff'),
    Buffer.from([0, 1, 0, 0]),
    part('desc', description),
    part('free', Buffer.alloc(7)),
    part('data', data, content.isOpenEnded ? -1 : data.length),
  ]);
}

/** A Sun or NeXT file at 16 kHz. */
export function au(kind: number, sound: Buffer, { channels = 1, length = sound.length } = {}): Buffer {
  const header = Buffer.alloc(24);
  header.write('.snd', 'latin1');
  [24, length >>> 0, kind, 16_000, channels].forEach((value, i) => header.writeUInt32BE(value, 4 + 4 * i));
  return Buffer.concat([header, sound]);
}
