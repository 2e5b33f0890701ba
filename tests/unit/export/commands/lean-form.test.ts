import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openModel } from '../../../../src/enhancer/model.js';
import { buildModel } from '../../../../src/export/graph/build-model.js';
import { fastEnhancerNetwork } from '../../../../src/export/families/fastenhancer/build.js';
import { writeLeanForm } from '../../../../src/export/commands/lean-form.js';
import { recoverFastEnhancer } from '../../../../src/export/recover/fastenhancer.js';
import { readModelFile, writeModelFile } from '../../../../src/onnx/model-file.js';
import { inEnglish } from '../../../../src/words/say.js';
import { enhanceWith } from '../../../support/enhance.js';
import { sharedFile, withoutShared } from '../../../support/shared-folder.js';
import { maxDifference, peak, seededNoise } from '../../../support/signals.js';
import { temporaryFolder } from '../../../support/temporary-folder.js';

const embedded = 'node_modules/decibri/models/fastenhancer_t.onnx';

/** The form that is kept depends on the machine's speed: the tests look at the rest. */
describe('writeLeanForm', () => {
  it('writes the embedded model again, the same by ear and by samples', async () => {
    const outFile = join(temporaryFolder(), 'lean.onnx');
    const { kept, comparison } = await writeLeanForm(embedded, outFile);
    expect(comparison?.difference).toBeLessThan(3e-5);
    expect(existsSync(outFile)).toBe(kept);
    expect(kept).toBe((comparison?.timeRatio ?? 1) < 1);
    if (!kept) return;
    const noise = seededNoise(256 * 40).map((sample) => sample * 0.1);
    const expected = await enhanceWith(embedded, noise);
    expect(maxDifference(await enhanceWith(outFile, noise), expected)).toBeLessThan(3e-5 * peak(expected));
    const nodes = async (file: string) => (await readModelFile(file)).graph?.node.length ?? 0;
    expect(await nodes(outFile)).toBeLessThan((await nodes(embedded)) / 2);
    const again = await writeLeanForm(outFile, join(temporaryFolder(), 'again.onnx'));
    expect(inEnglish(again.reason)).toMatch(/no FastEnhancer as it is/);
  });

  it.skipIf(withoutShared).each([
    ['fastenhancer_t.spec', { hop: 256 }],
    ['fastenhancer_b', {}],
    ['fastenhancer_m', {}],
    ['random_fastenhancer_48khz_t', {}],
    ['random_fastenhancer_48khz_m', {}],
    ['random_fastenhancer_l.spec', { hop: 100 }],
  ])('reads %s back', async (name, settings) => {
    const file = sharedFile('models', `${name}.onnx`);
    const { spec, dispose } = await openModel(file, settings);
    await dispose();
    const network = fastEnhancerNetwork(recoverFastEnhancer(await readModelFile(file), spec));
    const lean = join(temporaryFolder(), 'lean.onnx');
    await writeModelFile(lean, buildModel(network, spec.kind, name, {}));
    const noise = seededNoise(spec.hop * 20).map((sample) => sample * 0.1);
    const expected = await enhanceWith(file, noise, settings);
    expect(maxDifference(await enhanceWith(lean, noise, settings), expected)).toBeLessThan(
      3e-5 * peak(expected),
    );
  });

  it.skipIf(withoutShared).each(['gtcrn.spec', 'dprnn_t.spec', 'bsrnn_xt.spec'])(
    'leaves %s as it is and says why',
    async (name) => {
      const outFile = join(temporaryFolder(), 'lean.onnx');
      const result = await writeLeanForm(sharedFile('models', `${name}.onnx`), outFile, { hop: 256 });
      expect(result.kept).toBe(false);
      expect(inEnglish(result.reason)).toMatch(/no FastEnhancer/);
      expect(existsSync(outFile)).toBe(false);
    },
  );
});
