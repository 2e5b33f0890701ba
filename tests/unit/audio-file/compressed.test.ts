import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecording } from '../../support/recordings.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const fixture = (name: string) => join('tests', 'fixtures', name);

/** Sound of the fixtures; see their README. */
const chirp = Float64Array.from({ length: 24_000 }, (_, i) => {
  const t = i / 48_000;
  return Math.round(0.4 * 32768 * Math.sin(2 * Math.PI * (200 * t + 1500 * t * t))) / 32768 + 0;
});

/** Signal-to-error ratio in dB of `samples` against the chirp, shifted by `delay`. */
function snr(samples: Float64Array, delay: number): number {
  let signal = 0;
  let error = 0;
  for (let i = 0; i < chirp.length && i + delay < samples.length; i++) {
    signal += (chirp[i] as number) ** 2;
    error += ((chirp[i] as number) - (samples[i + delay] as number)) ** 2;
  }
  return 10 * Math.log10(signal / error);
}

describe('compressed recordings', () => {
  it('reads FLAC to the last bit', async () => {
    const { format, frames, channels } = await readRecording(fixture('chirp.flac'));
    expect(format).toEqual({
      sampleRate: 48_000,
      channels: 1,
      encoding: 'integer',
      bitDepth: 16,
      channelMask: 0,
    });
    expect(frames).toBe(24_000);
    expect(channels[0]).toEqual(chirp);
  });

  it.each(['chirp.ogg', 'chirp.opus'])('reads %s in its full length and in time', async (name) => {
    const { format, channels } = await readRecording(fixture(name));
    expect(format).toEqual({
      sampleRate: 48_000,
      channels: 1,
      encoding: 'integer',
      bitDepth: 16,
      channelMask: 0,
    });
    expect(channels[0]?.length).toBe(24_000);
    expect(snr(channels[0] as Float64Array, 0)).toBeGreaterThan(15);
  });

  it('reads MP3, mono as mono, with the delay of its encoder', async () => {
    const { format, channels } = await readRecording(fixture('chirp.mp3'));
    expect(format).toEqual({
      sampleRate: 48_000,
      channels: 1,
      encoding: 'integer',
      bitDepth: 16,
      channelMask: 0,
    });
    const samples = channels[0] as Float64Array;
    // 576 samples of LAME's delay and 529 of every decoder's, which no tag tells in this file.
    expect(snr(samples, 1105)).toBeGreaterThan(20);
  });

  it('goes by the content, not by the name, and skips an ID3 tag and junk', async () => {
    const file = join(temporaryFolder(), 'talk.wav');
    const tag = Buffer.concat([Buffer.from('ID3\x04\x00\x00\x00\x00\x02\x00', 'latin1'), Buffer.alloc(256)]);
    writeFileSync(file, Buffer.concat([tag, Buffer.alloc(100), readFileSync(fixture('chirp.mp3'))]));
    const { channels } = await readRecording(file);
    expect(channels[0]).toEqual((await readRecording(fixture('chirp.mp3'))).channels[0]);
  });

  it('refuses a truncated FLAC file, or reads what there is when told to', async () => {
    const file = join(temporaryFolder(), 'cut.flac');
    writeFileSync(file, readFileSync(fixture('chirp.flac')).subarray(0, 6000));
    await expect(readRecording(file)).rejects.toThrow(/is (truncated|damaged).*--accept-damaged/);
    const { channels, warnings } = await readRecording(file, { acceptDamaged: true });
    const read = channels[0] as Float64Array;
    expect(read.length).toBeGreaterThan(4000);
    expect(read).toEqual(chirp.subarray(0, read.length));
    expect(warnings).toEqual([
      expect.stringMatching(/is truncated: it breaks off at 0:00\.\d, but should last until 0:00\.5/),
    ]);
  });

  it.each([
    [
      'text',
      Buffer.from('This is a letter, not a recording.\n'.repeat(50)),
      /is a text file, not a recording/,
    ],
    ['nothing', Buffer.alloc(0), /is empty/],
    ['a single byte', Buffer.from([0xff]), /is no recording of a known format: WAV, MP3, FLAC/],
    [
      'only the start of FLAC',
      Buffer.from('fLaC\x00\x00\x00\x22', 'latin1'),
      /is FLAC, but its header is damaged/,
    ],
    [
      'an Ogg file of something else',
      Buffer.concat([Buffer.from('OggS'), Buffer.alloc(100)]),
      /has no audio in it|header is damaged|is Ogg/,
    ],
  ])('refuses %s', async (_name, bytes, message) => {
    const file = join(temporaryFolder(), 'bad');
    writeFileSync(file, bytes);
    await expect(readRecording(file)).rejects.toThrow(message);
  });

  it('refuses what is not there, and a folder', async () => {
    const folder = temporaryFolder();
    await expect(readRecording(folder)).rejects.toThrow(/is a folder, not a file/);
    await expect(readRecording(join(folder, 'none.wav'))).rejects.toThrow(/There is no file/);
  });
});
