import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../src/export/families/index.js';
import type { ModelKind } from '../../src/shared/model-spec.js';
import { enhanceWith } from '../support/enhance.js';
import { exportAndRun, referenceRuns } from '../support/reference-runs.js';
import { sharedFile, withoutShared } from '../support/shared-folder.js';
import { maxDifference, peak } from '../support/signals.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const kinds: ModelKind[] = ['wav2wav', 'spec2spec'];
const runs = referenceRuns();

/** LiSenNet takes phases in, which two FFTs round differently: tests/unit/export/families/others.test.ts. */
const UNCERTAIN = 'lisennet';

describe.skipIf(withoutShared)('exported models, over all that the reference ran', () => {
  it('belong to every family that is exported', () => {
    const families = new Set(runs.map(({ family }) => family));
    expect(FAMILIES.map(({ name }) => name).filter((name) => !families.has(name))).toEqual([]);
  });

  it.each(
    runs
      .filter(({ family }) => family !== UNCERTAIN)
      .flatMap(({ name }) => kinds.map((kind) => [name, kind] as const)),
  )('%s as %s', async (name, kind) => {
    const { output, expected } = await exportAndRun(name, kind, temporaryFolder());
    expect(output.length).toBe(expected.length);
    expect(maxDifference(output, expected)).toBeLessThan(2e-5 * peak(expected));
  });

  it.each(['t', 'b', 'm'])('trained %s agrees with the released model', async (size) => {
    const { signal, output } = await exportAndRun(
      `trained_fastenhancer_${size}`,
      'wav2wav',
      temporaryFolder(),
    );
    const released = await enhanceWith(sharedFile('models', `fastenhancer_${size}.onnx`), signal);
    expect(maxDifference(output, released)).toBeLessThan(2e-5);
  });
});
