import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../../../src/export/graph/build-model.js';
import { familyOf } from '../../../../../src/export/families/index.js';
import { writeModelFile } from '../../../../../src/onnx/model-file.js';
import { UserError } from '../../../../../src/shared/user-error.js';
import { enhanceWith } from '../../../../support/enhance.js';
import { SeededWeights } from '../../../../support/seeded-weights.js';
import { maxDifference, seededNoise } from '../../../../support/signals.js';
import { temporaryFolder } from '../../../../support/temporary-folder.js';

/**
 * Small networks with options that no checkpoint of ../shared has, and the last hop that the reference's own
 * code (PyTorch 2.13) gives for them, with weights and input as below.
 */
interface OptionCase {
  readonly name: string;
  readonly model: string;
  readonly kwargs: Readonly<Record<string, unknown>> & { readonly hop_size: number };
  readonly hops: number;
  /** Largest magnitude of the whole output. */
  readonly peak: number;
  readonly lastHop: readonly number[];
}
const cases = JSON.parse(
  readFileSync(join('tests', 'fixtures', 'fastenhancer-options.json'), 'utf8'),
) as readonly OptionCase[];

describe('options of FastEnhancer and its variants', () => {
  it.each(cases)('$name', async ({ name, model, kwargs, hops, peak, lastHop }) => {
    const hop = kwargs.hop_size;
    const network = familyOf(model).readNetwork(kwargs, new SeededWeights());
    const file = join(temporaryFolder(), 'model.onnx');
    await writeModelFile(file, buildModel(network, 'wav2wav', name, {}));
    const input = seededNoise(hops * hop, 7).map((sample) => sample * 0.1);
    const output = await enhanceWith(file, input);
    expect(maxDifference(output.subarray(-hop), lastHop)).toBeLessThan(5e-5 * peak);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['an unknown key', { colour: 1 }, /“colour” in model_kwargs is not known/],
    [
      'an unknown key of the blocks',
      { rnnformer_kwargs: { gru: 1 } },
      /“rnnformer_kwargs\.gru” .* not known/,
    ],
    ['an unknown activation', { activation: 'Mish' }, /“activation” .* "Mish"/],
    ['a window that a graph has not', { window: 'povey' }, /“window” .* "povey"/],
    ['an even kernel', { kernel_size: [8, 4] }, /“kernel_size” .*must be odd/],
    [
      'a kernel that the stride does not fit',
      { kernel_size: [6, 3] },
      /kernel of 6 does not fit a stride of 4/,
    ],
    ['heads that do not fit', { rnnformer_kwargs: { num_heads: 5 } }, /32 channels can't be shared among 5/],
  ])('refuse %s', (_, kwargs, message) => {
    const read = () => familyOf('fastenhancer.default').readNetwork(kwargs, new SeededWeights());
    expect(read).toThrow(message);
    expect(read).toThrow(UserError);
  });

  it('name the families when another one is asked for', () => {
    expect(() => familyOf('demucs')).toThrow(/“demucs” is no family .*fastenhancer\.ln/);
    expect(() => familyOf('fastenhancer.noncausal')).toThrow(
      /“fastenhancer\.noncausal” looks at the whole recording.*fastenhancer\.ln/,
    );
  });
});
