import { describe, expect, it } from 'vitest';
import { storedRow } from '../../../src/models/listing.js';
import type { Manifest } from '../../../src/models/manifest.js';

const file = (name: string, sizeBytes: number) => ({ name, sizeBytes, sha256: '0'.repeat(64) });

const manifest: Manifest = {
  version: 1,
  label: 'FastEnhancer-B',
  addedAt: '2026-01-01T00:00:00.000Z',
  origin: { kind: 'imported', fileName: 'b.onnx' },
  settings: {},
  contract: { kind: 'wav2wav', sampleRate: 16_000, nFft: 512, hop: 256, window: 'hann', lagHops: 0 },
  original: file('model.onnx', 2000),
  lean: file('lean.onnx', 1000),
  figures: { originalUs: 300, leanUs: 200 },
  use: 'lean',
};

describe('storedRow', () => {
  it('shows both figures of a lean form, and the size of the file that runs', () => {
    expect(storedRow('b', manifest, undefined)).toMatchObject({
      leanForm: { originalUs: 300, leanUs: 200, used: true },
      sizeBytes: 1000,
    });
    expect(storedRow('b', { ...manifest, use: 'original' }, undefined)).toMatchObject({
      leanForm: { originalUs: 300, leanUs: 200, used: false },
      sizeBytes: 2000,
    });
  });

  it('shows none where none was measured', () => {
    const plain: Manifest = { ...manifest, lean: null, figures: null, use: 'original' };
    expect(storedRow('b', plain, undefined).leanForm).toBeNull();
  });
});
