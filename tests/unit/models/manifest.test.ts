import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileInUse, readManifest, writeManifest, type Manifest } from '../../../src/models/manifest.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const file = (name: string) => ({ name, sizeBytes: 1000, sha256: '0'.repeat(64) });
const common = {
  version: 1,
  label: 'FastEnhancer-B',
  addedAt: '2026-01-01T00:00:00.000Z',
  origin: { kind: 'imported', fileName: 'b.onnx' },
  settings: {},
  contract: { kind: 'wav2wav', sampleRate: 16_000, nFft: 512, hop: 256, window: 'hann', lagHops: 0 },
  original: file('model.onnx'),
} as const;
const manifest: Manifest = {
  ...common,
  lean: file('lean.onnx'),
  figures: { originalUs: 300, leanUs: 200 },
  use: 'lean',
};

it('a manifest is read as it was written', async () => {
  const folder = temporaryFolder();
  await writeManifest(folder, manifest);
  expect(await readManifest(folder)).toEqual(manifest);
});

it.each([
  [
    { optimised: file('lean.onnx'), figures: { originalUs: 300, optimisedUs: 200 }, use: 'optimised' },
    manifest,
  ],
  [
    { optimised: null, figures: null, use: 'original' },
    { ...common, lean: null, figures: null, use: 'original' },
  ],
])('a manifest from before 0.2.0 means the same: %j', async (names, expected) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'model.json'), JSON.stringify({ ...common, ...names }));
  const read = await readManifest(folder);
  expect(read).toEqual(expected);
  expect(fileInUse(read).name).toBe(read.lean ? 'lean.onnx' : 'model.onnx');
});
