import type { Recording } from './track-playback.js';

const chunkName = (view: DataView, offset: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(offset + index)));

const HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
const SIXTEEN_BIT_SCALE = 32768;

/**
 * Reads the WAV files that main hands over (PCM, 16 bit, mono; RIFF). The browser's own decoder would resample
 * them to the rate of the sound card, and the spectrogram would show the wrong frequencies.
 */
export const decodeWav = (bytes: Uint8Array): Recording => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sampleRate = 0;
  for (let offset = HEADER_BYTES; offset + CHUNK_HEADER_BYTES <= view.byteLength;) {
    const name = chunkName(view, offset);
    const size = view.getUint32(offset + 4, true);
    const start = offset + CHUNK_HEADER_BYTES;
    if (name === 'fmt ') sampleRate = view.getUint32(start + 4, true);
    if (name === 'data') {
      const length = Math.floor(Math.min(size, view.byteLength - start) / 2);
      const samples = new Float32Array(length);
      for (let index = 0; index < length; index += 1) {
        samples[index] = view.getInt16(start + 2 * index, true) / SIXTEEN_BIT_SCALE;
      }
      return { samples, sampleRate };
    }
    offset = start + size + (size % 2);
  }
  throw new Error('a WAV file without a data chunk');
};
