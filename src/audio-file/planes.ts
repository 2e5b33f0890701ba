import type { AudioBlock } from './audio-reader.js';

/** Takes samples of decoders into blocks of doubles, whose memory is used again. */
export class Planes {
  #planes: Float64Array[];

  constructor(channels: number) {
    this.#planes = Array.from({ length: channels }, () => new Float64Array(0));
  }

  /**
   * @param data   samples of each channel
   * @param length how many of them count
   * @param bits   for integers that were divided by 2^(bits − 1) − 1, their depth: they are brought back exactly
   */
  fill(data: readonly Float32Array[], length: number, bits: number | null = null): AudioBlock {
    const full = bits === null ? 1 : 2 ** (bits - 1);
    this.#planes = this.#planes.map((plane, channel) => {
      const target = plane.length < length ? new Float64Array(length) : plane;
      const samples = data[channel] as Float32Array;
      if (bits === null) for (let i = 0; i < length; i++) target[i] = samples[i] as number;
      else
        for (let i = 0; i < length; i++) target[i] = Math.round((samples[i] as number) * (full - 1)) / full;
      return target;
    });
    return this.#planes.map((plane) => plane.subarray(0, length));
  }
}
