import { A_LAW, MU_LAW } from './g711.js';

/** Turns bytes of a file without compression, or with a simple one, into samples. */
export interface PcmCodec {
  /** Bytes that are decoded together, of all channels: one sample each, or a block. */
  readonly unitBytes: number;
  /** Samples of each channel in one unit. */
  readonly unitFrames: number;
  /** Samples of each channel in so many bytes of one unit, which the end of a file may cut. */
  framesIn(bytes: number): number;
  /**
   * Decodes units, of which the last one may be cut.
   *
   * @param bytes  the units
   * @param planes where their samples go, of each channel, full scale ±1
   * @param at     index of the first one
   * @returns samples of each channel
   */
  decode(bytes: DataView, planes: readonly Float64Array[], at: number): number;
}

/** How single samples lie in a file. */
export interface PcmLayout {
  readonly channels: number;
  readonly kind: 'signed' | 'unsigned' | 'float' | 'mu-law' | 'a-law';
  /** Bytes of a sample of one channel. Fewer valid bits lie in the most significant ones. */
  readonly bytes: number;
  readonly isLittleEndian: boolean;
}

type ReadSample = (view: DataView, at: number) => number;

/** Reads an integer of three bytes, ± 2^23. */
const int24 = (little: boolean): ReadSample =>
  little
    ? (view, at) => view.getUint16(at, true) + 65_536 * view.getInt8(at + 2)
    : (view, at) => 256 * view.getInt16(at) + view.getUint8(at + 2);

function integerReader(bytes: number, little: boolean): ReadSample | undefined {
  switch (bytes) {
    case 1:
      return (view, at) => view.getInt8(at) / 128;
    case 2:
      return (view, at) => view.getInt16(at, little) / 32_768;
    case 3: {
      const read = int24(little);
      return (view, at) => read(view, at) / 2 ** 23;
    }
    case 4:
      return (view, at) => view.getInt32(at, little) / 2 ** 31;
    default:
      return undefined;
  }
}

function sampleReader({ kind, bytes, isLittleEndian: little }: PcmLayout): ReadSample | undefined {
  if (kind === 'signed') return integerReader(bytes, little);
  if (kind === 'unsigned')
    return bytes === 1 ? (view, at) => (view.getUint8(at) - 128) / 128 : integerReader(bytes, little);
  if (kind === 'mu-law' || kind === 'a-law') {
    const values = kind === 'mu-law' ? MU_LAW : A_LAW;
    return bytes === 1 ? (view, at) => values[view.getUint8(at)] as number : undefined;
  }
  if (bytes === 4) return (view, at) => view.getFloat32(at, little);
  if (bytes === 8) return (view, at) => view.getFloat64(at, little);
  return undefined;
}

/** The codec for single samples, or undefined where that layout is not known. */
export function pcmCodec(layout: PcmLayout): PcmCodec | undefined {
  const read = sampleReader(layout);
  if (!read) return undefined;
  const { channels, bytes } = layout;
  const unitBytes = channels * bytes;
  return {
    unitBytes,
    unitFrames: 1,
    framesIn: (length) => (length < unitBytes ? 0 : 1),
    decode: (view, planes, at) => {
      const frames = Math.floor(view.byteLength / unitBytes);
      for (let channel = 0; channel < channels; channel++) {
        const plane = planes[channel] as Float64Array;
        for (let frame = 0; frame < frames; frame++)
          plane[at + frame] = read(view, frame * unitBytes + channel * bytes);
      }
      return frames;
    },
  };
}
