import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readFileMetadata } from '../../../src/onnx/file-metadata.js';
import { readMetadata } from '../../../src/onnx/metadata.js';
import { encodeModel } from '../../../src/onnx/model-file.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { tinyDpdfnet, tinySpectral } from '../../support/tiny-models.js';

const written = (bytes: Uint8Array): string => {
  const file = join(temporaryFolder(), 'model.onnx');
  writeFileSync(file, bytes);
  return file;
};

it('reads the pairs of a model without its graph', async () => {
  const model = tinyDpdfnet({
    sampleRate: 16_000,
    nFft: 320,
    metadata: { schön: 'ü'.repeat(3000), empty: '' },
  });
  expect(await readFileMetadata(written(encodeModel(model)))).toEqual(readMetadata(model));
  expect(await readFileMetadata(written(encodeModel(tinySpectral({ nFft: 512 }))))).toEqual({});
});

it('ends where a file is cut off or damaged', async () => {
  const bytes = encodeModel(tinyDpdfnet({ sampleRate: 16_000, nFft: 320 }));
  let seed = 1;
  for (let mutation = 0; mutation < 2000; mutation++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const damaged = bytes.slice(0, mutation % 2 ? bytes.length : seed % bytes.length);
    for (let i = 0; i < 3 && damaged.length > 0; i++)
      damaged[(seed >>> (4 * i)) % damaged.length] = seed >>> 24;
    const file = written(damaged);
    const pairs = await readFileMetadata(file);
    expect(Object.keys(pairs).length).toBeLessThanOrEqual(1000);
  }
});

it('says what the system says where there is no file', async () => {
  await expect(readFileMetadata(join(temporaryFolder(), 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
});
