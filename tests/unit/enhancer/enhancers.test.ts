import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openModel } from '../../../src/enhancer/model.js';
import { enhance } from '../../support/enhance.js';
import { maxDifference, seededNoise } from '../../support/signals.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import {
  FADE_FRAMES,
  tinyDpdfnet,
  tinyGtcrn,
  tinySpectral,
  tinyUnknown,
  tinyWaveform,
  writeTinyModel,
} from '../../support/tiny-models.js';
import type { ModelSettings } from '../../../src/shared/model-spec.js';
import type { ModelProto } from '../../../src/onnx/onnx_pb.js';

/** The output over `hops` hops of noise, and the noise itself. */
async function stream(model: ModelProto, settings: ModelSettings, hops = 24) {
  const file = writeTinyModel(join(temporaryFolder(), 'tiny.onnx'), model);
  const opened = await openModel(file, settings);
  const { spec } = opened;
  const enhancer = opened.createEnhancer();
  const input = seededNoise(hops * spec.hop);
  const output = new Float32Array(input.length);
  for (let start = 0; start < input.length; start += spec.hop) {
    const hop = output.subarray(start, start + spec.hop);
    await enhancer.process(input.subarray(start, start + spec.hop), hop);
  }
  await opened.dispose();
  return { spec, input, output };
}

/** From `start` on, the output is the input · gain, `delay` samples later. */
const expectDelayed = (
  { spec, input, output }: Awaited<ReturnType<typeof stream>>,
  gain: number,
  start = spec.latencySamples,
) => {
  const delay = spec.latencySamples;
  const expected = input.subarray(start - delay, input.length - delay).map((sample) => gain * sample);
  expect(maxDifference(output.subarray(start), expected)).toBeLessThan(2e-6);
};
/** Where frames that were faded in are all that a sample is summed from. */
const fadedIn = ({ hop, nFft }: { hop: number; nFft: number }) => FADE_FRAMES * hop + nFft;

const FRAMES = [
  { nFft: 512, hop: 256 },
  { nFft: 512, hop: 160 },
  { nFft: 512, hop: 100 },
  { nFft: 1024, hop: 512 },
  { nFft: 1024, hop: 320 },
  { nFft: 1024, hop: 200 },
];

describe('graphs built here, over the real contracts', () => {
  it.each(FRAMES)('wav2wav gives its input n − h samples late: $nFft/$hop', async ({ nFft, hop }) => {
    for (const framing of ['hop', 'window'] as const) {
      const streamed = await stream(tinyWaveform({ nFft, hop, framing, gain: 0.5 }), {});
      expect(streamed.spec).toMatchObject({ kind: 'wav2wav', nFft, hop, inputFraming: framing });
      expectDelayed(streamed, 0.5);
    }
  });

  it.each(FRAMES)('spec2spec gives its input n − h samples late: $nFft/$hop', async ({ nFft, hop }) => {
    for (const window of ['hann', 'hann-sqrt'] as const) {
      const cacheShapes = [[1], [1, 16, 20], [2, 1, 3, 4], [1, nFft - hop]];
      const model = tinySpectral({ nFft, cacheShapes, gain: 0.5 });
      const streamed = await stream(model, { hop, window });
      expect(streamed.spec.caches.map(({ shape }) => shape)).toEqual(cacheShapes);
      expectDelayed(streamed, 0.5, fadedIn(streamed.spec));
    }
  });

  it('spec2spec works without caches', async () => {
    expectDelayed(await stream(tinySpectral({ nFft: 512, cacheShapes: [] }), {}), 1);
  });

  it('GTCRN’s names need no settings', async () => {
    const streamed = await stream(tinyGtcrn(0.5), {});
    expect(streamed.spec).toMatchObject({
      contract: 'gtcrn',
      sampleRate: 16_000,
      hop: 256,
      window: 'hann-sqrt',
    });
    expectDelayed(streamed, 0.5, fadedIn(streamed.spec));
  });

  it.each([
    [8_000, 160],
    [16_000, 320],
    [48_000, 960],
  ])('DPDFNet at %i Hz says all in its metadata, and lags 4 hops more', async (sampleRate, nFft) => {
    const streamed = await stream(tinyDpdfnet({ sampleRate, nFft, gain: 0.5 }), {});
    const hop = nFft / 2;
    expect(streamed.spec).toMatchObject({
      contract: 'dpdfnet',
      sampleRate,
      nFft,
      hop,
      window: 'vorbis',
      lagHops: 4,
      latencySamples: 5 * hop,
    });
    expectDelayed(streamed, 0.5, streamed.spec.latencySamples);
  });

  it('DPDFNet’s state starts anew with a reset', async () => {
    const file = writeTinyModel(
      join(temporaryFolder(), 'tiny.onnx'),
      tinyDpdfnet({ sampleRate: 16_000, nFft: 320 }),
    );
    const opened = await openModel(file);
    const enhancer = opened.createEnhancer();
    const input = seededNoise(8 * 160);
    const first = await enhance(enhancer, input);
    expect(maxDifference(await enhance(enhancer, input), first)).toBeGreaterThan(0.1);
    enhancer.reset();
    expect(maxDifference(await enhance(enhancer, input), first)).toBe(0);
    await opened.dispose();
  });

  it('a graph of no known names runs only when the guess is confirmed', async () => {
    await expect(stream(tinyUnknown(0.5), {})).rejects.toThrow(/--contract paired-states/);
    const streamed = await stream(tinyUnknown(0.5), { contract: 'paired-states', window: 'vorbis' });
    expect(streamed.spec.caches.map(({ inputName, outputName }) => [inputName, outputName])).toEqual([
      ['h0', 'h0_next'],
      ['h1', 'h1_next'],
    ]);
    expectDelayed(streamed, 0.5, fadedIn(streamed.spec));
  });
});
