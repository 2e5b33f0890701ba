import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StreamingStft } from '../../../../src/dsp/stft.js';
import type { StftSettings } from '../../../../src/dsp/window.js';
import { openSession, tensorOver } from '../../../../src/enhancer/session.js';
import type { SpectrumLayout } from '../../../../src/export/stft/fourier-nodes.js';
import { StftNodes } from '../../../../src/export/stft/stft-nodes.js';
import { GraphBuilder } from '../../../../src/onnx/graph-builder.js';
import { writeModelFile } from '../../../../src/onnx/model-file.js';
import { maxDifference, peak, seededNoise } from '../../../support/signals.js';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'stillmic-stft-'))));
afterAll(() => rm(folder, { recursive: true }));

/** A graph of STFT and inverse alone, which also gives the spectrum out. */
async function openStft(settings: StftSettings, layout: SpectrumLayout, bins: number) {
  const graph = new GraphBuilder('stft');
  const stft = new StftNodes(graph, settings);
  const spectrum = stft.analyse({ layout, bins });
  stft.synthesise(spectrum, { layout, bins });
  graph.output('spectrum', spectrum, layout === 'planar' ? [1, 2, bins] : [1, bins, 1, 2]);
  const file = join(folder, `${JSON.stringify(settings)}-${layout}-${bins}.onnx`.replace(/[^\w.-]/g, ''));
  await writeModelFile(file, graph.build());
  return openSession(file);
}

const cases: [StftSettings, SpectrumLayout, number][] = [
  [{ nFft: 512, hop: 256, windowLength: 512, window: 'hann' }, 'planar', 256],
  [{ nFft: 512, hop: 160, windowLength: 512, window: 'hann' }, 'planar', 256],
  [{ nFft: 512, hop: 100, windowLength: 512, window: 'hann' }, 'interleaved', 256],
  [{ nFft: 512, hop: 256, windowLength: 512, window: 'hann-sqrt' }, 'interleaved', 257],
  [{ nFft: 512, hop: 128, windowLength: 320, window: 'hann' }, 'planar', 257],
  [{ nFft: 1024, hop: 320, windowLength: 1024, window: 'hann' }, 'planar', 512],
  [{ nFft: 256, hop: 64, windowLength: 256, window: 'hann' }, 'interleaved', 129],
  [{ nFft: 960, hop: 480, windowLength: 960, window: 'vorbis' }, 'interleaved', 481],
  [{ nFft: 320, hop: 160, windowLength: 320, window: 'vorbis' }, 'interleaved', 161],
  [{ nFft: 320, hop: 80, windowLength: 320, window: 'hann' }, 'planar', 160],
];

describe('STFT nodes', () => {
  it.each(cases)('agree with StreamingStft: %o, %s, %i bins', async (settings, layout, bins) => {
    const { nFft, hop } = settings;
    const session = await openStft(settings, layout, bins);
    const stft = new StreamingStft(settings);
    const input = seededNoise(12 * nFft);
    const output = new Float32Array(hop);
    const expectedOutput = new Float32Array(hop);
    const spectrum = new Float32Array(2 * bins);
    const expected = new Float32Array(nFft + 2);
    const shape = layout === 'planar' ? [1, 2, bins] : [1, bins, 1, 2];
    const caches = [new Float32Array(nFft - hop), new Float32Array(nFft - hop)] as const;
    const cachesOut = [new Float32Array(nFft - hop), new Float32Array(nFft - hop)] as const;
    let worst = 0;
    let worstSpectrum = 0;
    for (let start = 0; start + hop <= input.length; start += hop) {
      const newest = input.subarray(start, start + hop);
      await session.run(
        {
          wav_in: tensorOver(newest, [1, hop]),
          cache_in_0: tensorOver(caches[0], [1, nFft - hop]),
          cache_in_1: tensorOver(caches[1], [1, nFft - hop]),
        },
        {
          wav_out: tensorOver(output, [1, hop]),
          cache_out_0: tensorOver(cachesOut[0], [1, nFft - hop]),
          cache_out_1: tensorOver(cachesOut[1], [1, nFft - hop]),
          spectrum: tensorOver(spectrum, shape),
        },
      );
      caches.forEach((cache, i) => cache.set(cachesOut[i] as Float32Array));
      stft.analyse(newest, expected);
      expected.fill(0, 2 * bins);
      const ordered =
        layout === 'interleaved'
          ? expected.subarray(0, 2 * bins)
          : Float32Array.from(
              { length: 2 * bins },
              (_, i) => expected[2 * (i % bins) + (i < bins ? 0 : 1)] as number,
            );
      worstSpectrum = Math.max(worstSpectrum, maxDifference(spectrum, ordered) / peak(ordered));
      stft.synthesise(expected, expectedOutput);
      worst = Math.max(worst, maxDifference(output, expectedOutput));
    }
    await session.release();
    expect(worstSpectrum).toBeLessThan(1e-6);
    expect(worst).toBeLessThan(2e-6);
    expect(peak(expectedOutput)).toBeGreaterThan(0.5);
  });

  it('refuse a hop that leaves samples uncovered, as StreamingStft does', () => {
    const settings: StftSettings = { nFft: 512, hop: 512, windowLength: 512, window: 'hann' };
    expect(() => new StftNodes(new GraphBuilder('stft'), settings)).toThrow(/uncovered/);
  });
});
