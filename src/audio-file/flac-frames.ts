/** Stream parameters of block STREAMINFO (RFC 9639, 8.2). */
export interface FlacStreamInfo {
  readonly sampleRate: number;
  readonly channels: number;
  readonly bits: number;
  /** Samples of each channel, or null when it is not known. */
  readonly frames: number | null;
}

/** Length of the content of STREAMINFO (RFC 9639, 8.2). */
export const STREAM_INFO_BYTES = 34;

/** @param block content of STREAMINFO */
export function readStreamInfo(block: Buffer): FlacStreamInfo {
  const packed = block.readBigUInt64BE(10);
  return {
    sampleRate: Number(packed >> 44n),
    channels: Number((packed >> 41n) & 7n) + 1,
    bits: Number((packed >> 36n) & 31n) + 1,
    frames: Number(packed & 0xf_ffff_ffffn) || null,
  };
}

const crc16Table = Uint16Array.from({ length: 256 }, (_, i) => {
  let crc = i << 8;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x8005 : crc << 1;
  return crc;
});

/** CRC-16 of a frame (RFC 9639, 9.3), taken on by one byte. Over a whole frame with its checksum it is 0. */
export const nextCrc16 = (crc: number, byte: number): number =>
  ((crc16Table[(crc >> 8) ^ byte] as number) ^ (crc << 8)) & 0xffff;

const crc8Table = Uint8Array.from({ length: 256 }, (_, i) => {
  let crc = i;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? (crc << 1) ^ 0x07 : crc << 1;
  return crc;
});

/** Header of a frame (RFC 9639, 9.1). */
export interface FlacFrameHeader {
  /** Bytes of the header with its checksum. */
  readonly bytes: number;
  /** Samples of each channel. */
  readonly frames: number;
  /** Number of its first sample in the stream, or of the frame where all have one length. */
  readonly number: number;
  readonly isNumberOfSample: boolean;
  /** Hz, or null when STREAMINFO says it. */
  readonly sampleRate: number | null;
  readonly channels: number;
}

/** More than any header has. */
export const MAX_FRAME_HEADER_BYTES = 16;
const SAMPLE_RATES = [
  null,
  88_200,
  176_400,
  192_000,
  8000,
  16_000,
  22_050,
  24_000,
  32_000,
  44_100,
  48_000,
  96_000,
];

function lengthOfNumber(first: number): number {
  if (first < 0x80) return 1;
  const ones = Math.clz32(~(first << 24));
  return ones >= 2 && ones <= 7 ? ones : 0;
}

/** The frame header that begins at `at`, or null when none does. */
export function readFrameHeader(bytes: Uint8Array, at: number): FlacFrameHeader | null {
  const [sync = 0, second = 0, third = 0, fourth = 0, first = 0] = bytes.subarray(at, at + 5);
  const isNumberOfSample = second === 0xf9;
  if (sync !== 0xff || (second !== 0xf8 && !isNumberOfSample)) return null;
  const [sizeCode, rateCode, channelCode] = [third >> 4, third & 15, fourth >> 4];
  const numberBytes = lengthOfNumber(first);
  if (sizeCode === 0 || rateCode === 15 || channelCode > 10 || fourth & 1 || numberBytes === 0) return null;
  let end = at + 4 + numberBytes;
  let number = numberBytes === 1 ? first : first & (0x7f >> numberBytes);
  for (let i = at + 5; i < end; i++) number = number * 64 + ((bytes[i] ?? 0) & 0x3f);
  const u16 = (position: number) => 256 * (bytes[position] ?? 0) + (bytes[position + 1] ?? 0);
  let frames = sizeCode === 1 ? 192 : sizeCode <= 5 ? 576 << (sizeCode - 2) : 256 << (sizeCode - 8);
  if (sizeCode === 6) frames = (bytes[end++] ?? 0) + 1;
  if (sizeCode === 7) {
    frames = u16(end) + 1;
    end += 2;
  }
  let sampleRate = SAMPLE_RATES[rateCode] ?? null;
  if (rateCode === 12) sampleRate = 1000 * (bytes[end++] ?? 0);
  if (rateCode === 13 || rateCode === 14) {
    sampleRate = u16(end) * (rateCode === 14 ? 10 : 1);
    end += 2;
  }
  let crc = 0;
  for (let i = at; i <= end; i++) crc = crc8Table[crc ^ (bytes[i] ?? 0xff)] as number;
  if (crc !== 0 || end >= bytes.length) return null;
  const channels = channelCode < 8 ? channelCode + 1 : 2;
  return { bytes: end + 1 - at, frames, number, isNumberOfSample, sampleRate, channels };
}
