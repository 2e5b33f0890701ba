import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrapModelFile } from '../../../../src/export/commands/wrap-model.js';
import { GraphBuilder } from '../../../../src/onnx/graph-builder.js';
import { readMetadata } from '../../../../src/onnx/metadata.js';
import { readModelFile, writeModelFile } from '../../../../src/onnx/model-file.js';
import type { ModelSettings } from '../../../../src/shared/model-spec.js';
import { UserError } from '../../../../src/shared/user-error.js';
import { enhanceWith } from '../../../support/enhance.js';
import { sharedFile, withoutShared } from '../../../support/shared-folder.js';
import { maxDifference, peak, seededNoise } from '../../../support/signals.js';
import { readMonoWav } from '../../../support/wav.js';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'stillmic-wrap-'))));
afterAll(() => rm(folder, { recursive: true }));

/** A spec2spec model whose output is the spectrum of the frame before: its cache is one spectrum. */
async function writeDelayingModel(file: string, nFft = 256): Promise<void> {
  const graph = new GraphBuilder('delay');
  const shape = [1, nFft / 2 + 1, 1, 2];
  const spectrum = graph.input('spec_in', shape);
  const cache = graph.input('cache_in_0', shape);
  graph.output('spec_out', graph.node('Mul', 'halved', [cache, graph.floats('half', [0.5], [1])]), shape);
  graph.output('cache_out_0', spectrum, shape);
  await writeModelFile(file, graph.build());
}

describe('wrapModelFile', () => {
  it('keeps caches, settings and metadata', async () => {
    const file = join(folder, 'delay.spec.onnx');
    const output = join(folder, 'delay.onnx');
    await writeDelayingModel(file);
    const settings: ModelSettings = { hop: 64, window: 'hann-sqrt', sampleRate: 16_000 };
    await wrapModelFile(file, output, settings);
    const wrapped = await readModelFile(output);
    expect(readMetadata(wrapped)).toMatchObject({ hop_size: '64', n_fft: '256', win_type: 'hann-sqrt' });
    expect(wrapped.graph?.input.map(({ name }) => name)).toEqual([
      'wav_in',
      'cache_in_0',
      'cache_in_1',
      'cache_in_2',
    ]);
    const noise = seededNoise(64 * 40);
    const expected = await enhanceWith(file, noise, settings);
    expect(peak(expected)).toBeGreaterThan(0.3);
    expect(maxDifference(await enhanceWith(output, noise), expected)).toBeLessThan(2e-6);
  });

  it.each([
    [960, 480, 48_000, 'vorbis'],
    [960, 240, 48_000, 'hann'],
    [320, 160, 16_000, 'vorbis'],
    [320, 80, 16_000, 'hann-sqrt'],
  ] as const)('n_fft %i, hop %i: the graph’s STFT is our own', async (nFft, hop, sampleRate, window) => {
    const file = join(folder, `${nFft}-${hop}.spec.onnx`);
    const output = join(folder, `${nFft}-${hop}.onnx`);
    await writeDelayingModel(file, nFft);
    const settings = await wrapModelFile(file, output, { hop, window, sampleRate });
    const noise = seededNoise(hop * 40);
    const expected = await enhanceWith(file, noise, settings);
    expect(peak(expected)).toBeGreaterThan(0.3);
    expect(maxDifference(await enhanceWith(output, noise), expected)).toBeLessThan(2e-6);
  });

  it('refuses with a way out what it cannot wrap', async () => {
    const file = join(folder, 'refused.spec.onnx');
    const output = join(folder, 'refused.onnx');
    await writeDelayingModel(file);
    const refused = async (settings: ModelSettings, words: RegExp, from = file): Promise<void> => {
      const wrapping = wrapModelFile(from, output, settings);
      await expect(wrapping).rejects.toThrow(UserError);
      await expect(wrapping).rejects.toThrow(words);
    };
    await refused({ nFft: 512 }, /FFT size is 256/);
    await refused({ hop: 256 }, /smaller hop/);
    await wrapModelFile(file, output);
    await refused({}, /nothing to wrap/, output);
  });
});

describe.skipIf(withoutShared)('a wrapped model', () => {
  it.each([
    ['gtcrn', 256, 'hann-sqrt'],
    ['bsrnn_xt', 256, 'hann'],
    ['fspen', 256, 'hann'],
    ['lisennet', 256, 'hann'],
    ['dprnn_t', 256, 'hann'],
    ['dpt_t', 256, 'hann'],
    ['fastenhancer_m', 160, 'hann'],
    ['random_fastenhancer_48khz_t', 512, 'hann'],
  ] as const)('%s agrees with SpectralEnhancer hop by hop', async (name, hop, window) => {
    const file = sharedFile('models', `${name}.spec.onnx`);
    const output = join(folder, `${name}.onnx`);
    const settings = await wrapModelFile(file, output, { hop, window });
    const speech = readMonoWav(sharedFile('audio', 'p232_013.wav')).samples.subarray(16_000, 24_000);
    const expected = await enhanceWith(file, speech, settings);
    expect(peak(expected)).toBeGreaterThan(0.05);
    expect(maxDifference(await enhanceWith(output, speech), expected)).toBeLessThan(2e-5 * peak(expected));
  });
});
