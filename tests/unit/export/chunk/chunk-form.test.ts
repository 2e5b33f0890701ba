import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openChunkModel } from '../../../../src/enhancer/chunk-enhancer.js';
import { openModel } from '../../../../src/enhancer/model.js';
import { encodeChunkForm } from '../../../../src/export/commands/chunk-form.js';
import { exportModel } from '../../../../src/export/commands/export-model.js';
import { encodeLeanForm } from '../../../../src/export/commands/lean-form.js';
import { makeCheckSignal } from '../../../../src/export/compare/check-signal.js';
import { findTrainingRun } from '../../../../src/export/training-run/find-training-run.js';
import type { ModelSettings } from '../../../../src/shared/model-spec.js';
import { enhanceWith } from '../../../support/enhance.js';
import { sharedFile, withoutShared } from '../../../support/shared-folder.js';
import { maxDifference, peak } from '../../../support/signals.js';
import { temporaryFolder } from '../../../support/temporary-folder.js';
import { readMonoWav } from '../../../support/wav.js';
import { tinyWaveform, writeTinyModel } from '../../../support/tiny-models.js';
import { writeFileSync } from 'node:fs';

const embedded = 'node_modules/decibri/models/fastenhancer_t.onnx';

/** The chunk form of a file, open; null where there is none. */
async function openChunkForm(file: string, settings: ModelSettings = {}, hops = 16) {
  const { spec, dispose } = await openModel(file, settings);
  await dispose();
  const bytes = await encodeChunkForm(file, spec);
  if (!bytes) return null;
  const model = await openChunkModel({ bytes, hops, spec });
  onTestFinished(() => model.dispose());
  return model;
}

/** Runs a signal through the chunk form, `hops` a call; the remainder in one call less. */
async function enhanceInChunks(file: string, signal: Float32Array, hops: number, settings?: ModelSettings) {
  const model = await openChunkForm(file, settings, hops);
  if (!model) throw new Error(`${file} has no chunk form`);
  const enhancer = model.createEnhancer();
  const { hop } = model.spec;
  const output = new Float32Array(Math.floor(signal.length / hop) * hop);
  for (let at = 0; at < output.length; at += hops * hop) {
    const to = Math.min(output.length, at + hops * hop);
    await enhancer.process(signal.subarray(at, to), output.subarray(at, to));
  }
  return output;
}

const speechAt = (sampleRate: number): Float32Array =>
  sampleRate === 16_000
    ? readMonoWav(sharedFile('audio', 'p232_013.wav')).samples
    : readMonoWav(sharedFile('audio', 'speech_48k_noisy_10dB.wav')).samples.subarray(0, 5 * sampleRate);

describe('chunkForm', () => {
  it.each([1, 2, 7, 16, 64])('gives what the hop form gives, %i hops a call', async (hops) => {
    const signal = makeCheckSignal(16_000);
    const expected = await enhanceWith(embedded, signal);
    const output = await enhanceInChunks(embedded, signal, hops);
    expect(maxDifference(output, expected)).toBeLessThan(2e-5 * peak(expected));
  });

  it('is made of a lean file as well, and of what that is made of', async () => {
    const lean = join(temporaryFolder(), 'lean.onnx');
    writeFileSync(lean, await encodeLeanForm(embedded));
    const signal = makeCheckSignal(16_000);
    const fromLean = await enhanceInChunks(lean, signal, 16);
    expect(maxDifference(fromLean, await enhanceInChunks(embedded, signal, 16))).toBe(0);
  });

  it('takes a call back', async () => {
    const model = await openChunkForm(embedded);
    const enhancer = model?.createEnhancer();
    if (!enhancer) throw new Error('no chunk form');
    const signal = makeCheckSignal(16_000).subarray(0, 48 * 256);
    const [first, second] = [signal.subarray(0, 16 * 256), signal.subarray(16 * 256, 32 * 256)];
    const results = [0, 1, 2].map(() => new Float32Array(16 * 256)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    await enhancer.process(first, results[0]);
    await enhancer.process(second, results[1]);
    enhancer.stepBack();
    await enhancer.process(second, results[2]);
    expect(results[2]).toEqual(results[1]);
  });

  it('refuses what is no whole number of hops', async () => {
    const enhancer = (await openChunkForm(embedded, {}, 4))?.createEnhancer();
    for (const samples of [0, 100, 5 * 256])
      await expect(enhancer?.process(new Float32Array(samples), new Float32Array(samples))).rejects.toThrow(
        RangeError,
      );
  });

  it('has none of a network that is not FastEnhancer’s', async () => {
    const graph = tinyWaveform({ hop: 160, nFft: 512, framing: 'hop', gain: 1 });
    expect(await openChunkForm(writeTinyModel(join(temporaryFolder(), 'tiny.onnx'), graph))).toBeNull();
  });

  it.skipIf(withoutShared).each([
    ['fastenhancer_t', {}],
    ['fastenhancer_t.spec', { hop: 256 }],
    ['fastenhancer_b', {}],
    ['fastenhancer_m', {}],
    ['random_fastenhancer_l', {}],
    ['random_fastenhancer_48khz_t', {}],
    ['random_fastenhancer_48khz_m', {}],
  ])('agrees with %s over real speech', async (name, settings) => {
    const file = sharedFile('models', `${name}.onnx`);
    const signal = speechAt(name.includes('48khz') ? 48_000 : 16_000);
    const expected = await enhanceWith(file, signal, settings);
    // 23 hops a call leave a remainder.
    const output = await enhanceInChunks(file, signal, 23, settings);
    expect(maxDifference(output, expected)).toBeLessThan(2e-5 * peak(expected));
  });

  it.skipIf(withoutShared).each([
    ['random_fastenhancer_dns_s', true],
    ['trained_fastenhancer_m', true],
    ['random_ablation_dprnn_t', false],
    ['random_ablation_dpt_t', false],
    ['random_ablation_ln_b', false],
    ['random_ablation_time_kernel_b', false],
    ['random_others_fspen', false],
  ])('of the exported checkpoint %s there is one: %s', async (name, isThere) => {
    const file = join(temporaryFolder(), 'exported.onnx');
    const { settings } = await exportModel(await findTrainingRun(sharedFile('export', `${name}.pth`)), file);
    const model = await openChunkForm(file, settings);
    expect(model !== null).toBe(isThere);
    if (!model) return;
    const signal = speechAt(16_000);
    const expected = await enhanceWith(file, signal, settings);
    const output = await enhanceInChunks(file, signal, 23, settings);
    expect(maxDifference(output, expected)).toBeLessThan(2e-5 * peak(expected));
  });
});
