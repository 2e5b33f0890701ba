import { expect, test } from 'vitest';
import { WaveFile } from 'wavefile';
import { decodeWav } from '../../../../src/renderer/player/decode-wav.js';

test('a 16-bit mono file is read at its own rate, whatever chunks lie before the sound', () => {
  const wav = new WaveFile();
  wav.fromScratch(1, 44_100, '16', [0, 16384, -32768]);
  wav.setTag('INAM', 'odd');
  for (const bytes of [wav.toBuffer(), Uint8Array.from([0, ...wav.toBuffer()]).subarray(1)]) {
    const { samples, sampleRate } = decodeWav(bytes);
    expect(sampleRate).toBe(44_100);
    expect([...samples]).toEqual([0, 0.5, -1]);
  }
});

test('a file without sound is refused', () => {
  expect(() => decodeWav(new Uint8Array(44))).toThrow('without a data chunk');
});
