import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openModel } from '../../src/enhancer/model.js';
import { enhanceWith } from '../support/enhance.js';
import { SPEC2SPEC_MODELS, sharedFile, withoutShared } from '../support/shared-folder.js';
import { maxDifference, peak } from '../support/signals.js';
import { readFloat32, readMonoWav } from '../support/wav.js';

const speech = () => readMonoWav(sharedFile('audio', 'p232_013.wav')).samples;
const model = (name: string) => sharedFile('models', name);
const embedded = 'node_modules/decibri/models/fastenhancer_t.onnx';

describe.skipIf(withoutShared)('the real models', () => {
  it.each([
    ['t', 256],
    ['b', 256],
    ['m', 160],
  ])('FastEnhancer %s gives the same as wav2wav and as spec2spec', async (name, hop) => {
    const waveform = await enhanceWith(model(`fastenhancer_${name}.onnx`), speech());
    const spectral = await enhanceWith(model(`fastenhancer_${name}.spec.onnx`), speech(), { hop });
    expect(peak(waveform)).toBeGreaterThan(0.1);
    expect(maxDifference(waveform, spectral)).toBeLessThan(2e-5);
  });

  it('both framings of T, hop and whole window, give the same', async () => {
    const byHop = await enhanceWith(model('fastenhancer_t.onnx'), speech());
    const byWindow = await enhanceWith(embedded, speech());
    expect(peak(byHop)).toBeGreaterThan(0.1);
    expect(maxDifference(byHop, byWindow)).toBeLessThan(1e-6);
  });

  // The reference's own streamed output, from zero caches, delay not cut.
  it.each([
    ['random_fastenhancer_l.onnx', 'random_fastenhancer_l', {}],
    ['random_fastenhancer_l.spec.onnx', 'random_fastenhancer_l', { hop: 100 }],
    ['random_fastenhancer_48khz_t.onnx', 'random_fastenhancer_48khz_t', {}],
    ['random_fastenhancer_48khz_t.spec.onnx', 'random_fastenhancer_48khz_t', { hop: 512 }],
    ['random_fastenhancer_48khz_m.onnx', 'random_fastenhancer_48khz_m', {}],
  ])('%s gives the samples that the reference gives', async (file, name, settings) => {
    const expectation = JSON.parse(readFileSync(sharedFile('export', `${name}.json`), 'utf8')) as {
      input: string;
      samples_in: number;
    };
    const { samples } = readMonoWav(sharedFile(expectation.input));
    const output = await enhanceWith(model(file), samples.subarray(0, expectation.samples_in), settings);
    const reference = readFloat32(sharedFile('export', `${name}.out.f32`));
    expect(output.length).toBe(reference.length);
    expect(maxDifference(output, reference)).toBeLessThan(2e-5 * peak(reference));
  });

  // Other contracts, as their publishers export them.
  it.each(['gtcrn_official', 'random_dpdfnet2_48khz_hr'])(
    '%s gives the samples that its publisher’s algorithm gives',
    async (name) => {
      const expectation = JSON.parse(readFileSync(model(`${name}.json`), 'utf8')) as {
        input: string;
        samples_in: number;
        delay_samples: number;
      };
      const { samples } = readMonoWav(sharedFile(expectation.input));
      const input = samples.subarray(0, expectation.samples_in);
      const output = await enhanceWith(model(`${name}.onnx`), input);
      const reference = readFloat32(model(`${name}.out.f32`));
      expect(output.length).toBe(reference.length);
      expect(maxDifference(output, reference)).toBeLessThan(2e-5 * peak(reference));
      const opened = await openModel(model(`${name}.onnx`));
      expect(opened.spec.latencySamples).toBe(expectation.delay_samples);
      await opened.dispose();
    },
  );

  it('the authors’ GTCRN and the one of the FastEnhancer project give the same', async () => {
    const official = await enhanceWith(model('gtcrn_official.onnx'), speech());
    const spectral = await enhanceWith(model('gtcrn.spec.onnx'), speech(), { window: 'hann-sqrt' });
    expect(maxDifference(official, spectral)).toBeLessThan(2e-5 * peak(official));
  });

  it.each(SPEC2SPEC_MODELS)('%s with its window takes noise away and leaves speech', async (name, window) => {
    const input = speech();
    const output = await enhanceWith(model(`${name}.spec.onnx`), input, { hop: 256, window });
    const delayed = output.subarray(256);
    expect(delayed.every(Number.isFinite)).toBe(true);
    // Correlation with the noisy input is high but the energy is lower: enhanced, not passed through or muted.
    const [energyIn, energyOut, product] = [
      power(input, input),
      power(delayed, delayed),
      power(input, delayed),
    ];
    expect(product / Math.sqrt(energyIn * energyOut)).toBeGreaterThan(0.7);
    expect(energyOut).toBeLessThan(energyIn);
    expect(energyOut).toBeGreaterThan(energyIn * 0.2);
  });

  it.each(SPEC2SPEC_MODELS)(
    '%s stays finite and quiet in digital silence, and after it',
    async (name, window) => {
      const output = await enhanceWith(
        model(`${name}.spec.onnx`),
        Float32Array.from([...new Float32Array(16_000), ...speech().subarray(0, 8000)]),
        { hop: 256, window },
      );
      expect(output.every(Number.isFinite)).toBe(true);
      expect(peak(output.subarray(0, 15_000))).toBeLessThan(1e-3);
      expect(peak(output)).toBeGreaterThan(1e-3);
    },
  );
});

const power = (a: Float32Array, b: Float32Array): number => {
  let sum = 0;
  for (let i = 0; i < Math.min(a.length, b.length); i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};
