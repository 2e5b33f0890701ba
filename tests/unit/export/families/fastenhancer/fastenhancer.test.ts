import { describe, expect, it } from 'vitest';
import type { ModelKind } from '../../../../../src/shared/model-spec.js';
import { enhanceWith } from '../../../../support/enhance.js';
import { exportAndRun } from '../../../../support/reference-runs.js';
import { sharedFile, withoutShared } from '../../../../support/shared-folder.js';
import { maxDifference, peak } from '../../../../support/signals.js';
import { temporaryFolder } from '../../../../support/temporary-folder.js';

/** Enough for caches and overlap to matter; tests/integration/export.test.ts runs every model to its end. */
const HOPS = 24;

const cases: [string, ModelKind][] = [
  ['trained_fastenhancer_t', 'wav2wav'],
  ['trained_fastenhancer_t', 'spec2spec'],
  ['random_fastenhancer_48khz_t', 'wav2wav'],
  ['random_fastenhancer_conv_stft_t', 'wav2wav'],
  ['random_fastenhancer_conv_stft_t', 'spec2spec'],
  ['random_ablation_dprnn_t', 'wav2wav'],
  ['random_ablation_dpt_t', 'wav2wav'],
  ['random_ablation_ln_b', 'wav2wav'],
  ['random_ablation_time_kernel_b', 'wav2wav'],
];

describe.skipIf(withoutShared)('exported FastEnhancer models', () => {
  it.each(cases)('%s as %s gives what the reference gives', async (name, kind) => {
    const { exported, output, expected, cache_shapes } = await exportAndRun(
      name,
      kind,
      temporaryFolder(),
      HOPS,
    );
    expect(maxDifference(output, expected)).toBeLessThan(5e-5 * peak(expected));
    const caches = exported.spec.caches.map(({ shape }) => shape);
    expect(caches.slice(kind === 'wav2wav' ? 2 : 0)).toEqual(cache_shapes);
  });

  it('agree with the released model', async () => {
    const { signal, output } = await exportAndRun(
      'trained_fastenhancer_t',
      'wav2wav',
      temporaryFolder(),
      HOPS,
    );
    const released = await enhanceWith(sharedFile('models', 'fastenhancer_t.onnx'), signal);
    expect(maxDifference(output, released)).toBeLessThan(2e-5);
  });
});
