import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { denoiseFile } from '../../src/audio-file/denoise-file.js';
import { Resampler } from '../../src/dsp/resampler.js';
import { openModel } from '../../src/enhancer/model.js';
import { readRecording } from '../support/recordings.js';
import { sharedFile, withoutShared } from '../support/shared-folder.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const RATE = 16_000;

/** The first channel of a recording at the models' rate. */
async function at16kHz(file: string): Promise<Float32Array> {
  const { channels, format } = await readRecording(file);
  const input = channels[0] as Float64Array;
  const resampler = await Resampler.create(format.sampleRate, RATE);
  const output = new Float32Array(resampler.maxOutputLength(input.length) + resampler.maxFlushLength);
  const written = resampler.process(input, output);
  const rest = resampler.flush(output.subarray(written));
  resampler.dispose();
  return output.subarray(0, written + rest);
}

/** Scale-invariant signal-to-distortion ratio in dB (Le Roux et al., "SDR – half-baked or well done?", 2019). */
function siSdr(estimate: Float32Array, reference: Float32Array): number {
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);
  const scale = dot(estimate, reference) / dot(reference, reference);
  const target = reference.map((x) => scale * x);
  const distortion = target.map((x, i) => (estimate[i] as number) - x);
  return 10 * Math.log10(dot(target, target) / dot(distortion, distortion));
}

describe.skipIf(withoutShared)('a noisy recording of 48 kHz', () => {
  const noisy = () => sharedFile('audio', 'speech_48k_noisy_10dB.wav');
  const clean = () => at16kHz(sharedFile('audio', 'speech_48k_clean.wav'));

  it('measures as the reference does before it is denoised', async () => {
    expect(Math.abs(siSdr(await at16kHz(noisy()), await clean()) - 3.77)).toBeLessThan(0.05);
  });

  it.each([
    ['t', 5.8],
    ['b', 5.69],
    ['m', 5.42],
  ])('FastEnhancer %s reaches the SI-SDR of %f dB', async (name, expected) => {
    const model = await openModel(sharedFile('models', `fastenhancer_${name}.onnx`));
    onTestFinished(() => model.dispose());
    const output = join(temporaryFolder(), 'clean.wav');
    await denoiseFile(noisy(), output, model);
    expect(Math.abs(siSdr(await at16kHz(output), await clean()) - expected)).toBeLessThan(0.05);
  });
});
