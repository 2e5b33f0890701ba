import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { exportModel } from '../../../../src/export/commands/export-model.js';
import { writeLeanForm } from '../../../../src/export/commands/lean-form.js';
import { wrapModelFile } from '../../../../src/export/commands/wrap-model.js';
import { familyOf } from '../../../../src/export/families/index.js';
import { findTrainingRun } from '../../../../src/export/training-run/find-training-run.js';
import { SeededWeights } from '../../../support/seeded-weights.js';
import { temporaryFolder } from '../../../support/temporary-folder.js';
import { checkpointOf } from '../../../support/torch-checkpoint.js';

const kwargs = { channels: 8, rnnformer_kwargs: { num_blocks: 1, channels: 8, freq: 8, eps: 1e-5 } };
const embedded = 'node_modules/decibri/models/fastenhancer_t.onnx';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  const seeded = new SeededWeights();
  familyOf('fastenhancer.default').readNetwork(kwargs, seeded);
  writeFileSync(join(folder, '1.pth'), checkpointOf(seeded.tensors));
  const config = { model: 'fastenhancer.default', model_kwargs: kwargs, data: { sampling_rate: 16_000 } };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
});

/** Each command with the input that it must leave alone, and one more file that is in the way. */
const commands = {
  export: async (output: string, force: boolean) =>
    exportModel(await findTrainingRun(folder), output, { force }),
  wrap: async (output: string, force: boolean) => {
    const spec = join(folder, 'mine.spec.onnx');
    await exportModel(await findTrainingRun(folder), spec, { kind: 'spec2spec', force: true });
    return wrapModelFile(spec, output, {}, { force });
  },
  optimise: (output: string, force: boolean) => writeLeanForm(embedded, output, {}, { force }),
} as const;
const inputs = { export: ['1.pth', 'config.json'], wrap: ['mine.spec.onnx'], optimise: [] } as const;

describe.each(Object.keys(commands) as (keyof typeof commands)[])('%s', (command) => {
  const run = commands[command];

  it('never replaces its own input, whatever its ending', async () => {
    for (const name of inputs[command]) {
      const file = join(folder, name);
      const before = name.endsWith('.onnx') ? undefined : readFileSync(file);
      await expect(run(file, true)).rejects.toThrow(/is what is read|ends in \.onnx/);
      if (before) expect(readFileSync(file).equals(before)).toBe(true);
    }
    if (command === 'optimise') await expect(run(embedded, true)).rejects.toThrow(/is what is read/);
  });

  it('replaces an existing file only when it is told to', async () => {
    const output = join(folder, 'there.onnx');
    writeFileSync(output, 'something that somebody made');
    await expect(run(output, false)).rejects.toThrow(/--force/);
    expect(readFileSync(output, 'utf8')).toBe('something that somebody made');
    await run(output, true);
  });

  it('refuses a name that says another format', async () => {
    await expect(run(join(folder, 'mine.pth'), true)).rejects.toThrow(/\.onnx/);
  });

  it('leaves nothing else behind, with the longest name that there is', async () => {
    await run(join(folder, `${'x'.repeat(250)}.onnx`), false);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
