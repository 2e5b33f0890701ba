import { expect, it } from 'vitest';
import { replayRecording } from '../../../../src/main/jobs/replay-recording.js';
import { tinyWaveform, writeTinyModel } from '../../../support/tiny-models.js';
import { temporaryFolder } from '../../../support/temporary-folder.js';
import { seededNoise } from '../../../support/signals.js';
import { join } from 'node:path';

it('gives the recording back through the model, lined up, as long and at its rate, with figures', async () => {
  const file = join(temporaryFolder(), 'half.onnx');
  writeTinyModel(file, tinyWaveform({ hop: 256, nFft: 512, framing: 'hop', gain: 0.5 }));
  const samples = seededNoise(16_000).map((value) => 0.2 * value);
  const replay = await replayRecording(file, { sampleRate: 16_000 }, { samples, sampleRate: 16_000 });
  expect(replay.samples).toHaveLength(samples.length);
  const largestError = replay.samples.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - 0.5 * (samples[index] as number))),
    0,
  );
  expect(largestError).toBeLessThan(1e-6);
  expect(replay.sampleRate).toBe(16_000);
  expect(replay.delayMs).toBe(32);
  expect(replay.rtfMean).toBeGreaterThan(0);
  expect(replay.rtfP99).toBeGreaterThanOrEqual(replay.rtfMean / 2);
});

it('keeps the rate of a microphone that is not the model’s', async () => {
  const file = join(temporaryFolder(), 'same.onnx');
  writeTinyModel(file, tinyWaveform({ hop: 256, nFft: 512, framing: 'hop' }));
  const samples = Float32Array.from(
    { length: 48_000 },
    (_, at) => 0.3 * Math.sin((2 * Math.PI * 500 * at) / 48_000),
  );
  const replay = await replayRecording(file, { sampleRate: 16_000 }, { samples, sampleRate: 48_000 });
  expect(replay.samples).toHaveLength(samples.length);
  for (let at = 4800; at < 43_200; at += 97)
    expect(Math.abs((replay.samples[at] as number) - (samples[at] as number))).toBeLessThan(0.01);
});
