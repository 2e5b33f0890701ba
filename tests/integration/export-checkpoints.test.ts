import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportModel } from '../../src/export/commands/export-model.js';
import { findTrainingRun } from '../../src/export/training-run/find-training-run.js';
import { enhanceWith } from '../support/enhance.js';
import { sharedFile, withoutShared } from '../support/shared-folder.js';
import { maxDifference, peak } from '../support/signals.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { readFloat32, readMonoWav } from '../support/wav.js';

interface Variant {
  readonly dir: string;
  readonly checkpoint: string;
  readonly what: string;
}

const list = sharedFile('checkpoints', 'variants.json');
const variants =
  withoutShared || !existsSync(list) ? [] : (JSON.parse(readFileSync(list, 'utf8')) as readonly Variant[]);

describe.skipIf(variants.length === 0)('the same weights in every form in which people keep them', () => {
  const signal = (): Float32Array => readMonoWav(sharedFile('audio', 'p232_013.wav')).samples;
  const expected = (): Float32Array => readFloat32(sharedFile('export', 'trained_fastenhancer_t.out.f32'));

  it.each(
    variants.flatMap(({ dir, checkpoint, what }) => [[dir, '', what] as const, [dir, checkpoint, what]]),
  )('%s/%s: %s', async (dir, checkpoint, _what) => {
    const file = join(temporaryFolder(), 'model.onnx');
    await exportModel(await findTrainingRun(sharedFile('checkpoints', dir, checkpoint)), file);
    const output = await enhanceWith(file, signal().subarray(0, expected().length));
    expect(output.length).toBe(expected().length);
    expect(maxDifference(output, expected())).toBeLessThan(2e-5 * peak(expected()));
  });

  it('other weights of the same file are taken when they are asked for', async () => {
    const file = join(temporaryFolder(), 'model.onnx');
    const run = await findTrainingRun(sharedFile('checkpoints', 'model_and_ema'));
    const { notes } = await exportModel(run, file, { weights: 'ema' });
    expect(notes).toHaveLength(1);
    const output = await enhanceWith(file, signal().subarray(0, expected().length));
    expect(maxDifference(output, expected())).toBeGreaterThan(0.1);
  });
});
