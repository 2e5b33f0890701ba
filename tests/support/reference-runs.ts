import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportModel, type ExportedModel } from '../../src/export/commands/export-model.js';
import { findTrainingRun } from '../../src/export/training-run/find-training-run.js';
import type { ModelKind } from '../../src/shared/model-spec.js';
import { enhanceWith } from './enhance.js';
import { sharedFile, withoutShared } from './shared-folder.js';
import { readFloat32, readMonoWav } from './wav.js';

/** Content of a file NAME.json of ../shared/export. */
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
  /** Output of the reference's own code. */
  readonly expected: Float32Array;
}

/** Folders of ../shared that hold checkpoints with the reference's own samples. */
const FOLDERS = ['export', 'export-next'];

/** Every checkpoint with the reference's samples, by name, with the family that its config names. */
export function referenceRuns(): readonly { readonly name: string; readonly family: string }[] {
  if (withoutShared) return [];
  return FOLDERS.flatMap((folder) => (existsSync(sharedFile(folder)) ? readdirSync(sharedFile(folder)) : []))
    .filter((file) => file.endsWith('.out.f32'))
    .map((file) => file.slice(0, -'.out.f32'.length))
    .map((name) => ({ name, family: familyOfRun(name) }));
}

function familyOfRun(name: string): string {
  const config = readFileSync(referenceFile(`${name}.yaml`), 'utf8');
  return /^model: *['"]?([\w.]+)/m.exec(config)?.[1] ?? '';
}

const referenceFile = (file: string): string =>
  FOLDERS.map((folder) => sharedFile(folder, file)).find((path) => existsSync(path)) ??
  sharedFile('export', file);

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
  const reference = JSON.parse(readFileSync(referenceFile(`${name}.json`), 'utf8')) as ReferenceRun;
  const file = join(folder, `${name}.${kind}.onnx`);
  const run = await findTrainingRun(referenceFile(`${name}.pth`));
  const exported = await exportModel(run, file, { kind });
  const samples = Math.min(mostHops, reference.hops) * reference.hop;
  const signal = readMonoWav(sharedFile(reference.input)).samples.subarray(0, samples);
  return {
    ...reference,
    exported,
    file,
    signal,
    output: await enhanceWith(file, signal, exported.settings),
    expected: readFloat32(referenceFile(`${name}.out.f32`)).subarray(0, samples),
  };
}
