import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FlacWriter } from '../../../src/audio-file/flac-writer.js';
import { PLAIN, readRecording } from '../../support/recordings.js';
import { seededNoise } from '../../support/signals.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const options = { overwrite: false, expectedFrames: null };

it.each([8, 16, 24])('FLAC of %i bit keeps every sample, with tags and pictures', async (bitDepth) => {
  const file = join(temporaryFolder(), 'out.flac');
  const full = 2 ** (bitDepth - 1);
  const channels = [1, 2].map((seed) =>
    Float64Array.from(seededNoise(20_000, seed), (x) => Math.round(x * (full - 1)) / full + 0),
  );
  const tags = { comments: [['TITLE', 'Über uns']] as const, pictures: [Buffer.from('a picture')] };
  const writer = await FlacWriter.create(file, { ...PLAIN, bitDepth, channels: 2 }, { ...options, tags });
  for (let at = 0; at < 20_000; at += 5000)
    await writer.write(
      channels.map((samples) => samples.subarray(at, at + 5000)),
      5000,
    );
  await writer.finish();
  const read = await readRecording(file);
  expect(read.format).toEqual({ ...PLAIN, bitDepth, channels: 2 });
  expect(read.frames).toBe(20_000);
  expect(read.channels).toEqual(channels);
  expect(read.tags).toEqual(tags);
  expect(read.warnings).toEqual([]);
});

it('refuses what FLAC can’t hold', async () => {
  const file = join(temporaryFolder(), 'out.flac');
  await expect(
    FlacWriter.create(file, { ...PLAIN, encoding: 'float', bitDepth: 32 }, options),
  ).rejects.toThrow(/can’t be FLAC/);
});
