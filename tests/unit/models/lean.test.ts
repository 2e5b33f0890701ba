import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256OfFile } from '../../../src/models/digest.js';
import { makeLeanForm, NO_LEAN_FORM } from '../../../src/models/lean.js';
import { embeddedOriginalFile } from '../../../src/models/embedded.js';
import { GraphBuilder } from '../../../src/onnx/graph-builder.js';
import { writeModelFile } from '../../../src/onnx/model-file.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('makeLeanForm', () => {
  it('measures both forms of a FastEnhancer and uses the lean one where it is faster', async () => {
    const folder = temporaryFolder();
    await copyFile(embeddedOriginalFile(), join(folder, 'model.onnx'));
    const { lean, figures, use } = await makeLeanForm(folder, 'model.onnx', {});
    const faster = figures !== null && lean !== null;
    expect(figures?.originalUs).toBeGreaterThan(0);
    expect(figures?.leanUs).toBeGreaterThan(0);
    expect(use).toBe(faster ? 'lean' : 'original');
    expect((await readdir(folder)).sort()).toEqual(faster ? ['lean.onnx', 'model.onnx'] : ['model.onnx']);
    if (lean) expect(await sha256OfFile(join(folder, lean.name))).toBe(lean.sha256);
  });

  it('leaves other models as they are', async () => {
    const folder = temporaryFolder();
    const graph = new GraphBuilder('other');
    const spectrum = graph.input('spec_in', [1, 129, 1, 2]);
    graph.output('spec_out', spectrum, [1, 129, 1, 2]);
    await writeModelFile(join(folder, 'model.onnx'), graph.build());
    expect(await makeLeanForm(folder, 'model.onnx', {})).toEqual(NO_LEAN_FORM);
    expect(await readdir(folder)).toEqual(['model.onnx']);
  });
});
