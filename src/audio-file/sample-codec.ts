import type { AudioFormat } from './audio-reader.js';

/** Conversions between the samples of a WAV file and doubles with full scale ±1, and back to the same bits. */
export interface SampleCodec {
  readonly bytes: number;
  decode(bytes: DataView, at: number): number;
  /** Integers are rounded to the nearest without dither; the value must be within `limits`. */
  encode(bytes: DataView, at: number, value: number): void;
  /** Lowest and highest value that can be kept; none for floats. */
  readonly limits: { readonly min: number; readonly max: number } | null;
}

const integer = (
  bits: number,
  get: (bytes: DataView, at: number) => number,
  set: (bytes: DataView, at: number, value: number) => void,
): SampleCodec => {
  const scale = 2 ** (bits - 1);
  return {
    bytes: bits / 8,
    decode: (bytes, at) => get(bytes, at) / scale,
    encode: (bytes, at, value) => set(bytes, at, Math.round(value * scale)),
    limits: { min: -1, max: (scale - 1) / scale },
  };
};

const codecs: Record<string, SampleCodec> = {
  integer8: integer(
    8,
    (bytes, at) => bytes.getUint8(at) - 128,
    (bytes, at, value) => bytes.setUint8(at, value + 128),
  ),
  integer16: integer(
    16,
    (bytes, at) => bytes.getInt16(at, true),
    (bytes, at, value) => bytes.setInt16(at, value, true),
  ),
  integer24: integer(
    24,
    (bytes, at) => bytes.getUint16(at, true) + 65_536 * bytes.getInt8(at + 2),
    (bytes, at, value) => {
      bytes.setUint16(at, value & 0xffff, true);
      bytes.setInt8(at + 2, value >> 16);
    },
  ),
  integer32: integer(
    32,
    (bytes, at) => bytes.getInt32(at, true),
    (bytes, at, value) => bytes.setInt32(at, value, true),
  ),
  float32: {
    bytes: 4,
    decode: (bytes, at) => bytes.getFloat32(at, true),
    encode: (bytes, at, value) => bytes.setFloat32(at, value, true),
    limits: null,
  },
  float64: {
    bytes: 8,
    decode: (bytes, at) => bytes.getFloat64(at, true),
    encode: (bytes, at, value) => bytes.setFloat64(at, value, true),
    limits: null,
  },
};

/** The codec of a format, or undefined when WAV files of that kind are not known here. */
export const sampleCodec = ({
  encoding,
  bitDepth,
}: Pick<AudioFormat, 'encoding' | 'bitDepth'>): SampleCodec | undefined => codecs[`${encoding}${bitDepth}`];
