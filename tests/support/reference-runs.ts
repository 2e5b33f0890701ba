import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportModel, type ExportedModel } from '../../src/export/export-model.js';
import { findTrainingRun } from '../../src/export/training-run.js';
import type { ModelKind } from '../../src/shared/model-spec.js';
import { enhanceWith } from './enhance.js';
import { sharedFile } from './shared-folder.js';
import { readFloat32, readMonoWav } from './wav.js';

/** What a file NAME.json of ../shared/export says. */
interface ReferenceRun {
  readonly input: string;
  readonly samples_in: number;
  readonly hop: number;
  readonly hops: number;
  readonly cache_shapes: readonly (readonly number[])[];
}

export interface ReferenceComparison extends ReferenceRun {
  readonly exported: ExportedModel;
  readonly file: string;
  readonly input: string;
  readonly signal: Float32Array;
  readonly output: Float32Array;
  /** What the reference's own code gives. */
  readonly expected: Float32Array;
}

/**
 * Exports NAME of ../shared/export into `folder` and runs it hop by hop from zero caches.
 *
 * @param mostHops stops earlier than the reference did
 */
export async function exportAndRun(
  name: string,
  kind: ModelKind,
  folder: string,
  mostHops = Infinity,
): Promise<ReferenceComparison> {
  const reference = JSON.parse(readFileSync(sharedFile('export', `${name}.json`), 'utf8')) as ReferenceRun;
  const file = join(folder, `${name}.${kind}.onnx`);
  const run = await findTrainingRun(sharedFile('export', `${name}.pth`));
  const exported = await exportModel(run, file, { kind });
  const samples = Math.min(mostHops, reference.hops) * reference.hop;
  const signal = readMonoWav(sharedFile(reference.input)).samples.subarray(0, samples);
  return {
    ...reference,
    exported,
    file,
    signal,
    output: await enhanceWith(file, signal, exported.settings),
    expected: readFloat32(sharedFile('export', `${name}.out.f32`)).subarray(0, samples),
  };
}
