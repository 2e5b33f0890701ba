/** What a frame header of MPEG-1, -2 or -2.5 layer III says (ISO/IEC 11172-3, 2.4.1.3, and 13818-3). */
export interface MpegFrame {
  readonly sampleRate: number;
  readonly channels: number;
  /** Length of the frame in bytes. */
  readonly length: number;
}

// kbit/s, by the index in the header; 0 is a free bit rate, which nobody uses, and 15 is forbidden.
const BIT_RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BIT_RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLE_RATES_1 = [44_100, 48_000, 32_000];
const VERSION_1 = 3;
const VERSION_2 = 2;
const LAYER_III = 1;
const MONO = 3;

function readHeader(bytes: Uint8Array, at: number): MpegFrame | null {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 4);
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null;
  const version = (second >> 3) & 3;
  const isFirst = version === VERSION_1;
  const bitRate = (isFirst ? BIT_RATES_1 : BIT_RATES_2)[third >> 4];
  const baseRate = SAMPLE_RATES_1[(third >> 2) & 3];
  if (((second >> 1) & 3) !== LAYER_III || version === 1 || !bitRate || !baseRate) return null;
  const sampleRate = baseRate / (isFirst ? 1 : version === VERSION_2 ? 2 : 4);
  const padding = (third >> 1) & 1;
  const length = Math.floor(((isFirst ? 144_000 : 72_000) * bitRate) / sampleRate) + padding;
  return { sampleRate, channels: fourth >> 6 === MONO ? 1 : 2, length };
}

/**
 * The first frame of an MP3 file, after its tags. One header can be chance, so a second one must follow.
 *
 * @param bytes the start of the file, without its ID3v2 tag
 */
export function findMpegFrame(bytes: Uint8Array): MpegFrame | null {
  for (let at = 0; at + 4 <= bytes.length; at++) {
    const frame = readHeader(bytes, at);
    if (frame && readHeader(bytes, at + frame.length)) return frame;
  }
  return null;
}
