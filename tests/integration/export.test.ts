import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ModelKind } from '../../src/shared/model-spec.js';
import { enhanceWith } from '../support/enhance.js';
import { exportAndRun } from '../support/reference-runs.js';
import { sharedFile, withoutShared } from '../support/shared-folder.js';
import { maxDifference, peak } from '../support/signals.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const names = withoutShared
  ? []
  : readdirSync(sharedFile('export'))
      .filter((name) => /(fastenhancer|ablation).*\.pth$/.test(name))
      .map((name) => name.slice(0, -'.pth'.length));
const kinds: ModelKind[] = ['wav2wav', 'spec2spec'];

describe.skipIf(withoutShared)('exported models, over all that the reference ran', () => {
  it.each(names.flatMap((name) => kinds.map((kind) => [name, kind] as const)))(
    '%s as %s',
    async (name, kind) => {
      const { output, expected } = await exportAndRun(name, kind, temporaryFolder());
      expect(output.length).toBe(expected.length);
      expect(maxDifference(output, expected)).toBeLessThan(5e-5 * peak(expected));
    },
  );

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
