import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openChunkModel } from '../../../src/enhancer/chunk-enhancer.js';
import { chunkFormOf } from '../../../src/models/chunk-forms.js';
import { embeddedOriginalFile } from '../../../src/models/embedded.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { tinyWaveform, writeTinyModel } from '../../support/tiny-models.js';

const embedded = { file: embeddedOriginalFile(), settings: {} };

/** Whether the chunk form is kept depends on the machine's speed, so that the tests look at the rest. */
describe('chunkFormOf', () => {
  it('makes the form of a model once, and keeps it', async () => {
    const folder = join(temporaryFolder(), 'chunk-forms');
    const form = await chunkFormOf(embedded, folder);
    const kept = readdirSync(folder).sort();
    expect(kept.map((name) => name.replace(/^[0-9a-f]{32}/, 'KEY'))).toEqual(
      form ? ['KEY.json', 'KEY.onnx'] : ['KEY.json'],
    );
    const again = await chunkFormOf(embedded, folder);
    expect(again?.hops).toBe(form?.hops);
    expect(again && Buffer.from(again.bytes)).toEqual(form && Buffer.from(form.bytes));
    expect(readdirSync(folder).sort()).toEqual(kept);
    if (!form) return;
    expect(form.spec).toEqual({ sampleRate: 16_000, nFft: 512, hop: 256, latencySamples: 256 });
    const model = await openChunkModel(form);
    expect(model.createEnhancer().maxHops).toBe(form.hops);
    await model.dispose();
  });

  it('makes it anew where what is kept is damaged, and for other settings', async () => {
    const folder = temporaryFolder();
    await chunkFormOf(embedded, folder);
    const choice = readdirSync(folder).find((name) => name.endsWith('.json')) as string;
    for (const damage of ['', '{}', '{"hops": 1e9}']) {
      writeFileSync(join(folder, choice), damage);
      await expect(chunkFormOf(embedded, folder)).resolves.not.toThrow();
    }
    const before = readdirSync(folder).length;
    await chunkFormOf({ ...embedded, settings: { sampleRate: 8000 } }, folder);
    expect(readdirSync(folder).length).toBeGreaterThan(before);
  });

  it('remembers that a model has none', async () => {
    const folder = temporaryFolder();
    const graph = tinyWaveform({ hop: 160, nFft: 512, framing: 'hop', gain: 1 });
    const tiny = { file: writeTinyModel(join(folder, 'tiny.onnx'), graph), settings: {} };
    for (let time = 0; time < 2; time++) expect(await chunkFormOf(tiny, join(folder, 'kept'))).toBeNull();
    expect(readdirSync(join(folder, 'kept'))).toHaveLength(1);
  });

  it('does without a cache that can’t be written', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await expect(chunkFormOf(embedded, join(file, 'folder'))).resolves.not.toThrow();
  });
});
