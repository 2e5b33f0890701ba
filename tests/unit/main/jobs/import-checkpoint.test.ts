import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { familyOf } from '../../../../src/export/families/index.js';
import { CHECKPOINT_ENDINGS } from '../../../../src/export/training-run/find-training-run.js';
import { importCheckpoint, isCheckpoint } from '../../../../src/main/jobs/import-checkpoint.js';
import { ModelStore } from '../../../../src/models/store.js';
import { SeededWeights } from '../../../support/seeded-weights.js';
import { temporaryFolder } from '../../../support/temporary-folder.js';
import { checkpointOf } from '../../../support/torch-checkpoint.js';

const kwargs = { channels: 8, rnnformer_kwargs: { num_blocks: 1, channels: 8, freq: 8, eps: 1e-5 } };
const CONFIG = JSON.stringify({
  model: 'fastenhancer.default',
  model_kwargs: kwargs,
  data: { sampling_rate: 16_000 },
});

let checkpoint: Uint8Array;
beforeAll(() => {
  const seeded = new SeededWeights();
  familyOf('fastenhancer.default').readNetwork(kwargs, seeded);
  checkpoint = checkpointOf(seeded.tensors);
});

function trainingRun(name = '00500.pth'): string {
  const folder = join(temporaryFolder(), 'my_run');
  mkdirSync(folder);
  writeFileSync(join(folder, name), checkpoint);
  writeFileSync(join(folder, 'config.json'), CONFIG);
  return folder;
}

describe('what is dropped on the models page', () => {
  it.each(CHECKPOINT_ENDINGS)('a %s file is a checkpoint', async (ending) => {
    expect(await isCheckpoint(join(trainingRun(`best${ending}`), `best${ending}`))).toBe(true);
  });

  it('so is a folder, and what a part is missing of; anything else is not', async () => {
    const folder = trainingRun();
    expect(await isCheckpoint(folder)).toBe(true);
    expect(await isCheckpoint(join(folder, 'config.json'))).toBe(true);
    for (const name of ['model.onnx', 'song.wav', 'noending']) {
      writeFileSync(join(folder, name), '');
      expect(await isCheckpoint(join(folder, name))).toBe(false);
    }
    await expect(isCheckpoint(join(folder, 'gone.pth'))).rejects.toThrow(/no file .*gone\.pth/);
  });

  it.each(['', '00500.pth', 'config.json'])('my_run/%s becomes a model of the run’s name', async (part) => {
    const store = new ModelStore({ folder: temporaryFolder() });
    const path = join(trainingRun(), part);
    expect(await importCheckpoint(path, store)).toEqual({ kind: 'imported', id: 'my_run', notes: [] });
    expect(await store.list()).toContainEqual(
      expect.objectContaining({ id: 'my_run', origin: 'imported', state: 'installed' }),
    );
  });

  it('says what is missing, and imports nothing', async () => {
    const store = new ModelStore({ folder: temporaryFolder() });
    const folder = trainingRun();
    renameSync(join(folder, 'config.json'), join(folder, 'other.txt'));
    const path = join(folder, '00500.pth');
    await expect(importCheckpoint(path, store)).rejects.toThrow(/no config beside .*00500\.pth/);
    await expect(importCheckpoint(temporaryFolder(), store)).rejects.toThrow(/holds no checkpoint/);
    expect(await store.list()).not.toContainEqual(expect.objectContaining({ origin: 'imported' }));
  });

  it('passes the remarks on', async () => {
    const folder = trainingRun();
    const seeded = new SeededWeights();
    familyOf('fastenhancer.default').readNetwork(kwargs, seeded);
    const prefixed = [...seeded.tensors].map(([name, tensor]) => [`module.${name}`, tensor] as const);
    writeFileSync(join(folder, '00500.pth'), checkpointOf(new Map(prefixed)));
    const store = new ModelStore({ folder: temporaryFolder() });
    expect(await importCheckpoint(folder, store)).toMatchObject({
      notes: [{ key: 'export.notePrefix', values: { prefix: 'module.' } }],
    });
  });
});
