import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportModel } from '../../export/commands/export-model.js';
import { findCheckpoint, findTrainingRun } from '../../export/training-run/find-training-run.js';
import type { ModelStore } from '../../models/store.js';
import type { ImportOutcome } from './protocol.js';

/**
 * Whether a path belongs to a training run: a checkpoint, its config, or a run's folder. A part may be missing.
 *
 * @throws UserError when the path can't be read
 */
export async function isCheckpoint(path: string): Promise<boolean> {
  return (await findCheckpoint(path)).state !== 'no-checkpoint';
}

/**
 * Exports a checkpoint and imports the model that comes of it.
 *
 * @throws UserError that says what is missing, or why the checkpoint can't be exported
 */
export async function importCheckpoint(
  path: string,
  store: Pick<ModelStore, 'import'>,
): Promise<ImportOutcome> {
  const run = await findTrainingRun(path);
  const folder = await mkdtemp(join(tmpdir(), 'stillmic-export-'));
  try {
    const file = join(folder, `${run.name}.onnx`);
    const { notes } = await exportModel(run, file);
    const { id } = await store.import(file);
    return { kind: 'imported', id, notes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
