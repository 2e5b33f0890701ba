import { linkSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AudioFormat } from '../../../src/audio-file/audio-reader.js';
import { ChannelDenoiser } from '../../../src/audio-file/channel-denoiser.js';
import { denoiseFile, type DenoiseOptions } from '../../../src/audio-file/denoise-file.js';
import { openModel, type Model } from '../../../src/enhancer/model.js';
import { embeddedModelFile } from '../../../src/models/embedded.js';
import { readRecording, writeWav } from '../../support/recordings.js';
import { maxDifference, peak, seededNoise, sine } from '../../support/signals.js';
import { inEnglish } from '../../../src/words/say.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { tinyWaveform, writeTinyModel } from '../../support/tiny-models.js';

const HOP = 160;
const DELAY = 512 - HOP;

/** A 16 kHz model that gives its input · gain, n − h late. */
async function openTiny(folder: string, gain = 1): Promise<Model> {
  const graph = tinyWaveform({ hop: HOP, nFft: 512, framing: 'hop', gain });
  const model = await openModel(writeTinyModel(join(folder, 'tiny.onnx'), graph));
  onTestFinished(() => model.dispose());
  return model;
}

interface Settings extends DenoiseOptions {
  readonly format?: Partial<AudioFormat>;
  readonly gain?: number;
}

/** Denoises these channels with the tiny model and reads what came of it. */
async function denoise(channels: readonly ArrayLike<number>[], { format, gain, ...options }: Settings = {}) {
  const folder = temporaryFolder();
  const input = await writeWav(join(folder, 'in.wav'), channels, {
    encoding: 'float',
    bitDepth: 32,
    ...format,
  });
  const model = await openTiny(folder, gain);
  const output = join(folder, 'out.wav');
  const result = await denoiseFile(input, output, model, options);
  expect(readdirSync(folder).sort()).toEqual(['in.wav', 'out.wav', 'tiny.onnx']);
  return { result, before: await readRecording(input), after: await readRecording(output) };
}

const quiet = (length: number, seed = 1) => seededNoise(length, seed).map((sample) => sample * 0.5);

describe('denoiseFile', () => {
  it.each([1, 2, HOP - 1, HOP, HOP + 1, 511, 20_000])(
    'gives %i samples back in time and in full when the model changes nothing',
    async (length) => {
      const { result, before, after } = await denoise([quiet(length)]);
      expect(result.frames).toBe(length);
      expect(after.format).toEqual(before.format);
      expect(after.frames).toBe(length);
      expect(maxDifference(after.channels[0] ?? [], before.channels[0] ?? [])).toBeLessThan(1e-6);
    },
  );

  it.each([8000, 11_025, 44_100, 48_000, 192_000])('keeps time and length at %i Hz', async (sampleRate) => {
    const tone = sine(440, 1, sampleRate);
    const { after } = await denoise([tone], { format: { sampleRate } });
    expect(after.frames).toBe(sampleRate);
    const margin = sampleRate / 20;
    const inside = (samples: ArrayLike<number>) => Array.from(samples).slice(margin, -margin);
    expect(maxDifference(inside(after.channels[0] ?? []), inside(tone))).toBeLessThan(1e-4);
  });

  it('treats each of 8 channels by itself', async () => {
    const channels = Array.from({ length: 8 }, (_, channel) => quiet(3000, channel + 1));
    const { after } = await denoise(channels);
    channels.forEach((samples, channel) =>
      expect(maxDifference(after.channels[channel] ?? [], samples)).toBeLessThan(1e-6),
    );
  });

  it.each([
    ['integer', 8, 44_100],
    ['integer', 16, 16_000],
    ['integer', 24, 48_000],
    ['integer', 32, 44_100],
    ['float', 32, 16_000],
    ['float', 64, 22_050],
  ] as const)(
    'at 0 %% gives a %s %i bit file at %i Hz back bit for bit',
    async (encoding, bitDepth, sampleRate) => {
      const folder = temporaryFolder();
      const samples = quiet(10_000).map((sample, i) => (i % 100 === 0 ? -0 : sample));
      const input = await writeWav(join(folder, 'in.wav'), [samples, quiet(10_000, 2)], {
        encoding,
        bitDepth,
        sampleRate,
      });
      const model = await openTiny(folder, 0.1);
      await denoiseFile(input, join(folder, 'out.wav'), model, { strength: 0 });
      expect(readFileSync(join(folder, 'out.wav'))).toEqual(readFileSync(input));
    },
  );

  it('mixes as much of the enhanced sound as the strength says', async () => {
    const samples = quiet(2000);
    const { after } = await denoise([samples], { strength: 25, gain: 0.2 });
    const expected = samples.map((sample) => 0.75 * sample + 0.25 * 0.2 * sample);
    expect(maxDifference(after.channels[0] ?? [], expected)).toBeLessThan(1e-6);
  });

  it('lags by n − h when the delay is kept, the dry share too', async () => {
    const samples = quiet(2000);
    for (const strength of [0, 50, 100]) {
      const { after } = await denoise([samples], { keepDelay: true, strength });
      const output = after.channels[0] as Float64Array;
      expect(output.length).toBe(2000);
      expect(peak(output.subarray(0, DELAY))).toBeLessThan(1e-6);
      expect(maxDifference(output.subarray(DELAY), samples)).toBeLessThan(1e-6);
    }
  });

  it('reports levels, real-time factors and progress that it measured', async () => {
    const tone = sine(1000, 1, 16_000, 0.5);
    const seen: number[] = [];
    const { result } = await denoise([tone], {
      gain: 0.5,
      onProgress: ({ share, duration }) => {
        seen.push(share);
        expect(duration).toBe(1);
      },
    });
    expect(result.before.peakDbfs).toBeCloseTo(20 * Math.log10(0.5), 2);
    expect(result.before.rmsDbfs).toBeCloseTo(20 * Math.log10(0.5 / Math.SQRT2), 2);
    expect(result.after.rmsDbfs).toBeCloseTo(20 * Math.log10(0.25 / Math.SQRT2), 1);
    expect(result.sessionRtf).toBeGreaterThan(0);
    expect(result.wholeRtf).toBeGreaterThan(result.sessionRtf);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
    expect(result.warnings).toEqual([]);
  });

  it('takes NaN and infinite samples for silence and says how many there were', async () => {
    const samples = quiet(1000);
    samples.set([NaN, Infinity, -Infinity], 500);
    const { result, after } = await denoise([samples]);
    expect(result.replacedSamples).toBe(3);
    expect(result.warnings.map(inEnglish)).toEqual([
      'Samples that were no sound (not numbers, or far beyond full scale) became silence: 3, first at 0:00.0.',
    ]);
    samples.fill(0, 500, 503);
    expect(maxDifference(after.channels[0] ?? [], samples)).toBeLessThan(1e-6);
  });

  it('counts what it had to cut to full scale', async () => {
    const { result } = await denoise([sine(100, 1, 16_000, 0.9)], {
      gain: 2,
      format: { encoding: 'integer', bitDepth: 16 },
    });
    expect(result.clippedSamples).toBeGreaterThan(1000);
    expect(result.warnings.map(inEnglish)[0]).toMatch(/beyond full scale, which were cut to it/);
  });

  it('leaves nothing behind when it is stopped or fails', async () => {
    const folder = temporaryFolder();
    const model = await openTiny(folder);
    const input = await writeWav(join(folder, 'in.wav'), [quiet(20_000)]);
    const output = join(folder, 'out.wav');
    const stop = new AbortController();
    const stopped = denoiseFile(input, output, model, {
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
    const failed = denoiseFile(input, output, model, {
      onProgress: () => {
        throw new Error('a fault on the way');
      },
    });
    await expect(failed).rejects.toThrow('a fault on the way');
    expect(readdirSync(folder).sort()).toEqual(['in.wav', 'tiny.onnx']);
  });

  it('refuses places that it must not write to', async () => {
    const folder = temporaryFolder();
    const model = await openTiny(folder);
    const input = await writeWav(join(folder, 'in.wav'), [quiet(100)]);
    const original = readFileSync(input);
    symlinkSync(input, join(folder, 'symbolic.wav'));
    linkSync(input, join(folder, 'hard.wav'));
    for (const name of ['in.wav', 'symbolic.wav', 'hard.wav'])
      await expect(denoiseFile(input, join(folder, name), model, { overwrite: true })).rejects.toThrow(
        /is what is read: choose another name/,
      );
    expect(readFileSync(input)).toEqual(original);
    writeFileSync(join(folder, 'mine.wav'), 'mine');
    const refused: [string, RegExp][] = [
      [join(folder, 'mine.wav'), /exists already: add --force/],
      [folder, /is a folder/],
      [join(folder, 'none', 'out.wav'), /its folder does not exist/],
      [join(folder, 'in.wav', 'out.wav'), /a part of its path is not a folder/],
    ];
    for (const [output, message] of refused)
      await expect(denoiseFile(input, output, model)).rejects.toThrow(message);
    expect(readFileSync(join(folder, 'mine.wav'), 'utf8')).toBe('mine');
    await denoiseFile(input, join(folder, 'mine.wav'), model, { overwrite: true });
    expect((await readRecording(join(folder, 'mine.wav'))).frames).toBe(100);
  });

  it('refuses a recording with no samples', async () => {
    await expect(denoise([[]])).rejects.toThrow(/has no audio in it/);
  });
});

describe('ChannelDenoiser', () => {
  it.each([16_000, 44_100])('gives the same samples for any block lengths at %i Hz', async (sampleRate) => {
    const model = await openModel(embeddedModelFile());
    onTestFinished(() => model.dispose());
    const input = Float64Array.from(quiet(sampleRate));
    const run = async (lengths: readonly number[]): Promise<Float64Array> => {
      const channel = await ChannelDenoiser.create(model.createEnhancer(), sampleRate, false);
      for (let at = 0, k = 0; at < input.length; k++) {
        const block = input.subarray(at, at + (lengths[k % lengths.length] as number));
        await channel.push(block);
        at += block.length;
      }
      await channel.flush();
      channel.dispose();
      expect(channel.enhanced.length).toBeGreaterThanOrEqual(input.length);
      const output = new Float64Array(input.length);
      channel.enhanced.shift(output, output.length);
      return output;
    };
    const whole = await run([input.length]);
    expect(peak(whole)).toBeGreaterThan(0.001);
    expect(await run([1, 255, 256, 257, 4096])).toEqual(whole);
  });
});
