/** Frame header of MPEG-1, -2 or -2.5 layer III (ISO/IEC 11172-3, 2.4.1.3, and 13818-3). */
export interface MpegFrame {
  readonly sampleRate: number;
  readonly channels: number;
  /** Length of the frame in bytes. */
  readonly length: number;
  /** Samples of each channel. */
  readonly frames: number;
  /** Bytes of the header, the checksum and the side information. */
  readonly sideBytes: number;
}

/** Length of a frame's header (ISO/IEC 11172-3, 2.4.1.3). */
export const MPEG_HEADER_BYTES = 4;
// kbit/s, by the index in the header; 0 is a free bit rate, which nobody uses, and 15 is forbidden.
const BIT_RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BIT_RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLE_RATES_1 = [44_100, 48_000, 32_000];
const VERSION_1 = 3;
const VERSION_2 = 2;
const LAYER_III = 1;
const MONO = 3;

/** The frame header that begins at `at`, or null when none does. */
export function readMpegHeader(bytes: Uint8Array, at: number): MpegFrame | null {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + MPEG_HEADER_BYTES);
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null;
  const version = (second >> 3) & 3;
  const isFirst = version === VERSION_1;
  const bitRate = (isFirst ? BIT_RATES_1 : BIT_RATES_2)[third >> 4];
  const baseRate = SAMPLE_RATES_1[(third >> 2) & 3];
  if (((second >> 1) & 3) !== LAYER_III || version === 1 || !bitRate || !baseRate) return null;
  const sampleRate = baseRate / (isFirst ? 1 : version === VERSION_2 ? 2 : 4);
  const padding = (third >> 1) & 1;
  const length = Math.floor(((isFirst ? 144_000 : 72_000) * bitRate) / sampleRate) + padding;
  const channels = fourth >> 6 === MONO ? 1 : 2;
  const sideInformation = isFirst ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17;
  const checksum = second & 1 ? 0 : 2;
  return {
    sampleRate,
    channels,
    length,
    frames: isFirst ? 1152 : 576,
    sideBytes: MPEG_HEADER_BYTES + checksum + sideInformation,
  };
}

const isAlike = (one: MpegFrame, other: MpegFrame): boolean =>
  one.sampleRate === other.sampleRate && one.frames === other.frames;

/** One header can be chance, and so can two: this many must follow each other, or end with the file. */
const FRAMES_IN_A_ROW = 3;
/** Enough for so many frames of the longest kind. */
export const MPEG_SEARCH_BYTES = 64 * 1024;
const MAX_FRAME_BYTES = 2881;

/**
 * Where the first of several frames in a row begins.
 *
 * @param bytes a part of a file
 * @param isEnd whether the file ends with it
 * @returns null where there is none, or too little of it to tell
 */
export function findMpegFrame(bytes: Uint8Array, isEnd: boolean): number | null {
  const last = isEnd ? bytes.length - MPEG_HEADER_BYTES : bytes.length - FRAMES_IN_A_ROW * MAX_FRAME_BYTES;
  for (let at = 0; at <= last; at++) if (bytes[at] === 0xff && isFrameAt(bytes, at, isEnd)) return at;
  return null;
}

function isFrameAt(bytes: Uint8Array, at: number, isEnd: boolean): boolean {
  const first = readMpegHeader(bytes, at);
  if (!first) return false;
  let next = at + first.length;
  for (let count = 1; count < FRAMES_IN_A_ROW; count++) {
    if (next >= bytes.length) return isEnd && count > 1;
    const frame = readMpegHeader(bytes, next);
    if (!frame || !isAlike(first, frame)) return false;
    next += frame.length;
  }
  return true;
}

/**
 * Frames of sound that follow by the account of a tag frame (Xing, Info or VBRI), or null when this is none.
 *
 * @param bytes a whole frame
 */
export function framesPromised(
  bytes: Buffer,
  { sideBytes }: MpegFrame,
): { readonly count: number | null } | null {
  const id = bytes.toString('latin1', sideBytes, sideBytes + 4);
  if ((id === 'Xing' || id === 'Info') && bytes.length >= sideBytes + 12) {
    const hasCount = (bytes.readUInt32BE(sideBytes + 4) & 1) !== 0;
    return { count: hasCount ? bytes.readUInt32BE(sideBytes + 8) || null : null };
  }
  const vbri = MPEG_HEADER_BYTES + 32;
  if (bytes.toString('latin1', vbri, vbri + 4) === 'VBRI' && bytes.length >= vbri + 18)
    return { count: bytes.readUInt32BE(vbri + 14) || null };
  return null;
}
