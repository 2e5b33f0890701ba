import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WaveFile } from 'wavefile';
import { previewOf } from '../../../../src/main/jobs/preview.js';

test('a preview is the recording mixed to mono, in 16 bit', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillmic-preview-'));
  try {
    const left = Float32Array.from({ length: 1000 }, (_, i) => 0.5 * Math.sin(i / 10));
    const right = left.map((value) => value / 2);
    const stereo = new WaveFile();
    stereo.fromScratch(2, 44_100, '32f', [left, right]);
    const file = join(folder, 'stereo.wav');
    writeFileSync(file, stereo.toBuffer());

    const preview = new WaveFile(await previewOf(file));
    const format = preview.fmt as { numChannels: number; sampleRate: number; bitsPerSample: number };
    expect(format).toMatchObject({ numChannels: 1, sampleRate: 44_100, bitsPerSample: 16 });
    const samples = preview.getSamples(false, Int16Array) as unknown as Int16Array;
    expect(samples).toHaveLength(1000);
    left.forEach((value, i) =>
      expect(Math.abs(32_767 * 0.75 * value - (samples[i] as number))).toBeLessThan(1),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
