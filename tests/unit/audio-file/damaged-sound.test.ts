import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { denoiseFile } from '../../../src/audio-file/denoise-file.js';
import { openModel } from '../../../src/enhancer/model.js';
import { inEnglish } from '../../../src/words/say.js';
import { readRecording, writeWav } from '../../support/recordings.js';
import { mendOggChecksums } from '../../support/recording-fuzz.js';
import { maxDifference, peak, seededNoise } from '../../support/signals.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { tinyWaveform, writeTinyModel } from '../../support/tiny-models.js';

const HOP = 160;
const fixture = (name: string) => readFileSync(join('tests', 'fixtures', name));
const quiet = (length: number) => Float64Array.from(seededNoise(length, 1), (sample) => sample / 2);

/** Denoises 64-bit floats with a model that gives its input · gain. */
async function denoise(samples: Float64Array, gain: number) {
  const folder = temporaryFolder();
  const input = await writeWav(join(folder, 'in.wav'), [samples], { encoding: 'float', bitDepth: 64 });
  const graph = tinyWaveform({ hop: HOP, nFft: 512, framing: 'hop', gain });
  const model = await openModel(writeTinyModel(join(folder, 'tiny.onnx'), graph));
  onTestFinished(() => model.dispose());
  const output = join(folder, 'out.wav');
  const result = await denoiseFile(input, output, model);
  const { channels } = await readRecording(output);
  return { result, warnings: result.warnings.map(inEnglish), output: channels[0] ?? new Float64Array(0) };
}

describe('samples that are no sound', () => {
  it.each([1e200, 3e38, 1e6, -1e6, Infinity, NaN])(
    '%f becomes silence and is told with its place',
    async (value) => {
      const samples = quiet(32_000);
      samples[16_000] = value;
      const { result, warnings, output } = await denoise(samples, 1);
      expect(result.replacedSamples).toBe(1);
      expect(result.failedHops).toBe(0);
      expect(warnings).toEqual([expect.stringMatching(/became silence: 1, first at 0:01\.0\.$/)]);
      samples[16_000] = 0;
      expect(maxDifference(output, samples)).toBeLessThan(1e-6);
    },
  );
});

describe('a model whose output can’t be used', () => {
  it('is reset, the recording stands in its place, and it is counted and told', async () => {
    const samples = quiet(16_000);
    const { result, warnings, output } = await denoise(samples, 1e30);
    expect(result.failedHops).toBeGreaterThan(90);
    expect(warnings).toEqual([
      `Hops in which the model failed, so that the recording is as it was there: ${result.failedHops}, first at 0:00.0.`,
    ]);
    expect(peak(output)).toBeLessThanOrEqual(1);
    expect(maxDifference(output, samples)).toBeLessThan(1e-6);
  });
});

async function read(bytes: Buffer, options = {}) {
  const file = join(temporaryFolder(), 'recording');
  writeFileSync(file, bytes);
  return readRecording(file, options);
}

/** The same recording with another number of channels in its header. */
function withTwoChannels(opus: Buffer): Buffer {
  const bytes = Buffer.from(opus);
  bytes.writeUInt8(2, bytes.indexOf('OpusHead') + 9);
  return mendOggChecksums(bytes);
}

const PAGE_HEADER_BYTES = 27;
const OPUS_PACKET_FRAMES = 960;

/** The same recording with its one page of sound cut into two, of which the first has this many packets. */
function inTwoPages(opus: Buffer, packets: number): readonly [Buffer, Buffer] {
  const at = opus.lastIndexOf('OggS');
  const count = opus.readUInt8(at + 26);
  const lacing = [...opus.subarray(at + PAGE_HEADER_BYTES, at + PAGE_HEADER_BYTES + count)];
  // Packets end with the first size below 255.
  const ends = lacing.flatMap((size, i) => (size < 255 ? [i + 1] : []));
  const segments = ends[packets - 1] as number;
  const split = lacing.slice(0, segments).reduce((sum, size) => sum + size, 0);
  const body = opus.subarray(at + PAGE_HEADER_BYTES + count);
  const page = (flags: number, sizes: readonly number[], content: Buffer) => {
    const head = Buffer.from(opus.subarray(at, at + PAGE_HEADER_BYTES));
    head.writeUInt8(flags, 5);
    head.writeUInt8(sizes.length, 26);
    return Buffer.concat([head, Buffer.from(sizes), content]);
  };
  const first = page(0, lacing.slice(0, segments), body.subarray(0, split));
  first.writeBigInt64LE(BigInt(packets * OPUS_PACKET_FRAMES), 6);
  const second = page(4, lacing.slice(segments), body.subarray(split));
  second.writeUInt32LE(opus.readUInt32LE(at + 18) + 1, 18);
  return [mendOggChecksums(Buffer.concat([opus.subarray(0, at), first])), mendOggChecksums(second)];
}

describe('Ogg', () => {
  it('that goes on with other channels is refused with the place', async () => {
    const one = fixture('chirp.opus');
    await expect(read(Buffer.concat([one, withTwoChannels(one)]))).rejects.toThrow(
      /changes its sample rate or its channels at 0:00\.5/,
    );
  });

  it('that goes on at another rate is refused with the place', async () => {
    const one = fixture('chirp.ogg');
    const other = Buffer.from(one);
    other.writeUInt32LE(44_100, other.indexOf('\x01vorbis', 0, 'latin1') + 12);
    await expect(read(Buffer.concat([one, mendOggChecksums(other)]))).rejects.toThrow(
      /changes its sample rate or its channels at 0:00\.5/,
    );
  });

  it('of half an Opus recording is told, and read as far as it goes', async () => {
    const opus = fixture('chirp.opus');
    const [begin, end] = inTwoPages(opus, 10);
    const whole = await read(opus);
    expect((await read(Buffer.concat([begin, end]))).channels).toEqual(whole.channels);
    const half = Buffer.concat([begin, end.subarray(0, -100)]);
    await expect(read(half)).rejects.toThrow(/breaks off at 0:00\.2.*--accept-damaged/);
    const { channels, warnings } = await read(half, { acceptDamaged: true });
    const length = 10 * OPUS_PACKET_FRAMES - opus.readUInt16LE(opus.indexOf('OpusHead') + 10);
    expect(channels[0]).toEqual(whole.channels[0]?.subarray(0, length));
    expect(warnings).toEqual([expect.stringMatching(/breaks off at 0:00\.2/)]);
  });
});
