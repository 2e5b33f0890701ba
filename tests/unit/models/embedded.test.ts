import { outsideArchive } from '../../../src/shared/archive.js';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CATALOGUE, DEFAULT_MODEL_ID } from '../../../src/models/catalogue.js';
import {
  embeddedModelFile,
  embeddedOriginalFile,
  embeddedVoiceDetectorFile,
} from '../../../src/models/embedded.js';
import { openModel } from '../../../src/enhancer/model.js';

describe('embedded models', () => {
  it('ship the catalogued default, and it runs', async () => {
    const bytes = readFileSync(embeddedOriginalFile());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      CATALOGUE.find(({ id }) => id === DEFAULT_MODEL_ID)?.sha256,
    );
    const model = await openModel(embeddedModelFile());
    expect(model.spec).toMatchObject({ kind: 'wav2wav', sampleRate: 16_000, nFft: 512, hop: 256 });
    await model.dispose();
  });

  it('ship the voice detector', () => {
    expect(readFileSync(embeddedVoiceDetectorFile())).toHaveLength(2_327_524);
  });

  it('are looked up outside a packaged app’s archive', () => {
    expect(outsideArchive(join('/opt', 'app.asar', 'out', 'models'))).toBe(
      join('/opt', 'app.asar.unpacked', 'out', 'models'),
    );
    expect(outsideArchive(join('/opt', 'app', 'out'))).toBe(join('/opt', 'app', 'out'));
  });
});
