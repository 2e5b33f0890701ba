import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WaveFile } from 'wavefile';
import { WavWriter } from '../../../src/audio-file/wav-writer.js';
import { PLAIN, readRecording, writeWav } from '../../support/recordings.js';
import { seededNoise } from '../../support/signals.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const formats = [
  ['integer', 8],
  ['integer', 16],
  ['integer', 24],
  ['integer', 32],
  ['float', 32],
  ['float', 64],
] as const;

/** Noise that every one of the formats can hold exactly. */
const noise = (length: number, seed: number) =>
  seededNoise(length, seed).map((x) => Math.round(x * 127) / 128 + 0);

describe('WAV files', () => {
  it.each(formats)(
    '%s %i bit: what was written is read, in any number of channels',
    async (encoding, bitDepth) => {
      for (const count of [1, 2, 8]) {
        const channels = Array.from({ length: count }, (_, channel) => noise(5000, channel + 1));
        const file = join(temporaryFolder(), 'noise.wav');
        await writeWav(file, channels, { encoding, bitDepth, sampleRate: 44_100 });
        const read = await readRecording(file);
        expect(read.format).toEqual({
          sampleRate: 44_100,
          channels: count,
          encoding,
          bitDepth,
          channelMask: 0,
        });
        expect(read.frames).toBe(5000);
        expect(read.warnings).toEqual([]);
        expect(read.channels).toEqual(channels.map((samples) => Float64Array.from(samples)));
      }
    },
  );

  it.each(formats)('%s %i bit: another library reads and writes the same', async (encoding, bitDepth) => {
    const folder = temporaryFolder();
    const channels = [noise(100, 1), noise(100, 2)];
    const ours = await writeWav(join(folder, 'ours.wav'), channels, { encoding, bitDepth, channelMask: 3 });
    const theirs = new WaveFile(readFileSync(ours));
    expect(theirs.fmt).toMatchObject({ numChannels: 2, sampleRate: 16_000, bitsPerSample: bitDepth });
    const code = encoding === 'float' ? `${bitDepth}f`.replace('64f', '64') : String(bitDepth);
    const scale = encoding === 'float' ? 1 : 2 ** (bitDepth - 1);
    const made = new WaveFile();
    made.fromScratch(
      2,
      16_000,
      code,
      channels.map((samples) => Array.from(samples, (x) => x * scale + (bitDepth === 8 ? 128 : 0))),
    );
    const other = join(folder, 'theirs.wav');
    writeFileSync(other, made.toBuffer());
    expect((await readRecording(other)).channels).toEqual((await readRecording(ours)).channels);
  });

  it('keeps 32-bit integers and 64-bit floats to the last bit', async () => {
    const folder = temporaryFolder();
    const integers = Float64Array.from([1, -1, 2 ** 31 - 1, -(2 ** 31), 0x1234_5677], (x) => x / 2 ** 31);
    const floats = Float64Array.from([Math.PI / 4, -1e-300, 1.5, -0]);
    const one = await writeWav(join(folder, 'a.wav'), [integers], { bitDepth: 32 });
    const other = await writeWav(join(folder, 'b.wav'), [floats], { encoding: 'float', bitDepth: 64 });
    expect((await readRecording(one)).channels[0]).toEqual(integers);
    expect((await readRecording(other)).channels[0]).toEqual(floats);
  });

  it('cuts what is beyond full scale and counts it, but not what rounds to it', async () => {
    const file = join(temporaryFolder(), 'loud.wav');
    const writer = await WavWriter.create(file, PLAIN, { overwrite: false, expectedFrames: 5 });
    await writer.write([Float64Array.from([1.5, -1.5, -1, 32767.4 / 32768, 0.25])], 5);
    await writer.finish();
    expect(writer.clippedSamples).toBe(2);
    expect((await readRecording(file)).channels[0]).toEqual(
      Float64Array.from([32767 / 32768, -1, -1, 32767 / 32768, 0.25]),
    );
  });

  it('reads RF64, chunks in front of the samples and lengths that a recorder left open', async () => {
    const folder = temporaryFolder();
    const samples = noise(1001, 3);
    const plain = readFileSync(await writeWav(join(folder, 'plain.wav'), [samples]));
    const variants: Record<string, Buffer> = {};
    for (const [name, length] of Object.entries({ zero: 0, pipe: 0xffff_ffff, sox: 0x7fff_ffff })) {
      const open = Buffer.from(plain);
      open.writeUInt32LE(length, 4);
      open.writeUInt32LE(length, 40);
      variants[name] = open;
    }
    const ds64 = Buffer.alloc(36);
    ds64.write('ds64', 'latin1');
    ds64.writeUInt32LE(28, 4);
    ds64.writeBigUInt64LE(BigInt(plain.length - 44), 16);
    const rf64 = Buffer.concat([plain.subarray(0, 12), ds64, plain.subarray(12)]);
    rf64.write('RF64', 'latin1');
    rf64.writeUInt32LE(0xffff_ffff, 40 + 36);
    variants['rf64'] = rf64;
    // A chunk of odd length is followed by a byte of padding.
    const note = Buffer.from('LIST\x03\x00\x00\x00abc\x00', 'latin1');
    variants['list'] = Buffer.concat([plain.subarray(0, 36), note, plain.subarray(36)]);
    for (const [name, bytes] of Object.entries(variants)) {
      const file = join(folder, `${name}.wav`);
      writeFileSync(file, bytes);
      expect((await readRecording(file)).channels[0], name).toEqual(Float64Array.from(samples));
    }
  });

  it('refuses a truncated file, or reads what there is when told to', async () => {
    const folder = temporaryFolder();
    const samples = noise(16_000, 4);
    const whole = readFileSync(await writeWav(join(folder, 'whole.wav'), [samples]));
    const file = join(folder, 'cut.wav');
    writeFileSync(file, whole.subarray(0, 44 + 16_001));
    await expect(readRecording(file)).rejects.toThrow(
      /is truncated: it breaks off at 0:00\.5, but should last until 0:01\.0\. .*--accept-damaged/,
    );
    const read = await readRecording(file, { acceptDamaged: true });
    expect(read.channels[0]).toEqual(Float64Array.from(samples.subarray(0, 8000)));
    expect(read.warnings).toEqual([expect.stringMatching(/is truncated/)]);
  });

  it.each([
    ['a header that ends early', (wav: Buffer) => wav.subarray(0, 30), /is WAV, but its header is damaged/],
    ['no samples chunk', (wav: Buffer) => wav.subarray(0, 36), /is WAV, but its header is damaged/],
    [
      'a kind that is not known',
      (wav: Buffer) => patch(wav, 20, 0x31),
      /is WAV \(GSM 6\.10\), which is read only where ffmpeg/,
    ],
    ['more bits than bytes', (wav: Buffer) => patch(wav, 34, 24), /is WAV \(0x1, 24 bit\)/],
    ['no channels', (wav: Buffer) => patch(wav, 22, 0), /header is damaged/],
    ['a rate of nothing', (wav: Buffer) => patch(wav, 24, 0), /header is damaged/],
  ])('refuses %s, without ffmpeg', async (_name, damage, message) => {
    const folder = temporaryFolder();
    vi.stubEnv('PATH', folder);
    onTestFinished(() => void vi.unstubAllEnvs());
    const wav = readFileSync(await writeWav(join(folder, 'good.wav'), [noise(10, 5)]));
    writeFileSync(join(folder, 'bad.wav'), damage(wav));
    await expect(readRecording(join(folder, 'bad.wav'))).rejects.toThrow(message);
  });
});

function patch(wav: Buffer, at: number, value: number): Buffer {
  const patched = Buffer.from(wav);
  patched.writeUInt16LE(value, at);
  return patched;
}
