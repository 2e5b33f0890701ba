import type { PcmCodec } from './pcm-codec.js';

// prettier-ignore
const IMA_STEPS = Int32Array.from([
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118,
  130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060,
  1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484,
  7132, 7845, 8630, 9493, 10_442, 11_487, 12_635, 13_899, 15_289, 16_818, 18_500, 20_350, 22_385, 24_623, 27_086,
  29_794, 32_767,
]);
const IMA_INDEX_CHANGES = Int8Array.from([-1, -1, -1, -1, 2, 4, 6, 8]);
const FULL_SCALE = 32_768;

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** State of IMA ADPCM of one channel (IMA Digital Audio Focus and Technical Working Group, 1992). */
class ImaChannel {
  #predictor: number;
  #index: number;

  constructor(predictor: number, index: number) {
    this.#predictor = predictor;
    this.#index = clamp(index, 0, IMA_STEPS.length - 1);
  }

  /** The next sample, full scale ±1, by its code of 4 bits. */
  next(code: number): number {
    const step = IMA_STEPS[this.#index] as number;
    const difference =
      (step >> 3) + (code & 4 ? step : 0) + (code & 2 ? step >> 1 : 0) + (code & 1 ? step >> 2 : 0);
    this.#predictor = clamp(
      this.#predictor + (code & 8 ? -difference : difference),
      -FULL_SCALE,
      FULL_SCALE - 1,
    );
    this.#index = clamp(this.#index + (IMA_INDEX_CHANGES[code & 7] as number), 0, IMA_STEPS.length - 1);
    return this.#predictor / FULL_SCALE;
  }
}

/**
 * A codec of blocks in which each channel is decoded by itself.
 *
 * @param framesIn      samples of each channel in a block of so many bytes
 * @param decodeChannel writes the samples of one channel of a block to `plane` from `at` on
 */
const blockCodec = (
  channels: number,
  blockBytes: number,
  framesIn: PcmCodec['framesIn'],
  decodeChannel: (view: DataView, channel: number, plane: Float64Array, at: number, frames: number) => void,
): PcmCodec => ({
  unitBytes: blockBytes,
  unitFrames: framesIn(blockBytes),
  framesIn,
  decode: (bytes, planes, first) => {
    let at = first;
    for (let offset = 0; offset < bytes.byteLength; offset += blockBytes) {
      const length = Math.min(blockBytes, bytes.byteLength - offset);
      const view = new DataView(bytes.buffer, bytes.byteOffset + offset, length);
      const frames = framesIn(length);
      for (let channel = 0; channel < channels && frames > 0; channel++)
        decodeChannel(view, channel, planes[channel] as Float64Array, at, frames);
      at += frames;
    }
    return at - first;
  },
});

/**
 * IMA ADPCM as WAV files have it: each block begins with sample and index of each channel, and 8 codes of each
 * channel follow in turn.
 */
export function wavImaAdpcm(channels: number, blockBytes: number): PcmCodec {
  const headerBytes = 4 * channels;
  const groupBytes = 4 * channels;
  const framesIn = (bytes: number) =>
    bytes < headerBytes ? 0 : 1 + 8 * Math.floor((bytes - headerBytes) / groupBytes);
  return blockCodec(channels, blockBytes, framesIn, (view, channel, plane, at, frames) => {
    const first = view.getInt16(4 * channel, true);
    const state = new ImaChannel(first, view.getUint8(4 * channel + 2));
    plane[at] = first / FULL_SCALE;
    for (let frame = 1; frame < frames; frame++) {
      const code = frame - 1;
      const byte = view.getUint8(
        headerBytes + Math.floor(code / 8) * groupBytes + 4 * channel + ((code % 8) >> 1),
      );
      plane[at + frame] = state.next(code % 2 === 0 ? byte & 15 : byte >> 4);
    }
  });
}

const IMA4_PACKET_BYTES = 34;
const IMA4_PACKET_FRAMES = 64;

/** IMA ADPCM as AIFC and CAF have it (`ima4`): packets of 64 samples, one of each channel in turn. */
export function appleImaAdpcm(channels: number): PcmCodec {
  const unitBytes = IMA4_PACKET_BYTES * channels;
  const framesIn = (bytes: number) => (bytes < unitBytes ? 0 : IMA4_PACKET_FRAMES);
  return blockCodec(channels, unitBytes, framesIn, (view, channel, plane, at, frames) => {
    const start = IMA4_PACKET_BYTES * channel;
    const head = view.getUint16(start);
    // The upper 9 bits are those of the sample before.
    const state = new ImaChannel(((head & 0xff80) << 16) >> 16, head & 0x7f);
    for (let frame = 0; frame < frames; frame++) {
      const byte = view.getUint8(start + 2 + (frame >> 1));
      plane[at + frame] = state.next(frame % 2 === 0 ? byte & 15 : byte >> 4);
    }
  });
}

// prettier-ignore
const MS_ADAPTATION = [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230];
/** The pairs of prediction coefficients that every file has; files may append more, which nobody does. */
const MS_COEFFICIENTS: readonly (readonly [number, number])[] = [
  [256, 0],
  [512, -256],
  [0, 0],
  [192, 64],
  [240, 0],
  [460, -208],
  [392, -232],
];
const MS_LEAST_DELTA = 16;

/** Microsoft ADPCM (Microsoft Multimedia Standards Update, 1994): two samples of each channel, then 4-bit codes. */
export function msAdpcm(channels: number, blockBytes: number): PcmCodec {
  const headerBytes = 7 * channels;
  const framesIn = (bytes: number) =>
    bytes < headerBytes ? 0 : 2 + Math.floor((2 * (bytes - headerBytes)) / channels);
  return blockCodec(channels, blockBytes, framesIn, (view, channel, plane, at, frames) => {
    const predictor = clamp(view.getUint8(channel), 0, MS_COEFFICIENTS.length - 1);
    const [c1, c2] = MS_COEFFICIENTS[predictor] as readonly [number, number];
    let delta = view.getInt16(channels + 2 * channel, true);
    let last = view.getInt16(3 * channels + 2 * channel, true);
    let beforeLast = view.getInt16(5 * channels + 2 * channel, true);
    plane[at] = beforeLast / FULL_SCALE;
    plane[at + 1] = last / FULL_SCALE;
    for (let frame = 2; frame < frames; frame++) {
      const code = (frame - 2) * channels + channel;
      const byte = view.getUint8(headerBytes + (code >> 1));
      const bits = code % 2 === 0 ? byte >> 4 : byte & 15;
      const signed = bits >= 8 ? bits - 16 : bits;
      const predicted = Math.trunc((last * c1 + beforeLast * c2) / 256);
      beforeLast = last;
      last = clamp(predicted + signed * delta, -FULL_SCALE, FULL_SCALE - 1);
      delta = Math.max(MS_LEAST_DELTA, Math.trunc(((MS_ADAPTATION[bits] as number) * delta) / 256));
      plane[at + frame] = last / FULL_SCALE;
    }
  });
}
