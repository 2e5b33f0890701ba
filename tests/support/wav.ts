import { readFileSync } from 'node:fs';
import { WaveFile } from 'wavefile';

/** Samples of a mono 16-bit WAV file ÷ 32768, unpacked by a library that is not the one under test. */
export function readMonoWav(file: string): { samples: Float32Array; sampleRate: number } {
  const wav = new WaveFile(readFileSync(file));
  const { sampleRate } = wav.fmt as { sampleRate: number };
  const bytes = Buffer.from((wav.data as { samples: Uint8Array }).samples);
  const samples = Float32Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt16LE(2 * i) / 32768);
  return { samples, sampleRate };
}

/** Little-endian float32 samples, as ../shared/export keeps what the reference gives. */
export function readFloat32(file: string): Float32Array {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
