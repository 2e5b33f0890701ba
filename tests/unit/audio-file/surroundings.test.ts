import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecording, writeWav } from '../../support/recordings.js';
import { rms, seededNoise } from '../../support/signals.js';
import { sharedFile, withoutShared } from '../../support/shared-folder.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const fixture = (name: string) => readFileSync(join('tests', 'fixtures', name));

/** An ID3v2.4 tag with `bytes` of content. */
function id3v2(bytes: number, fill = 0): Buffer {
  const size = [21, 14, 7, 0].map((shift) => (bytes >> shift) & 127);
  return Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), Buffer.from(size), Buffer.alloc(bytes, fill)]);
}

const id3v1 = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125)]);
const ape = Buffer.concat([
  Buffer.from('APETAGEX'),
  Buffer.from([0xd0, 7, 0, 0, 32, 0, 0, 0, 0, 0, 0, 0]),
  Buffer.alloc(12),
]);
const lyrics = Buffer.from('LYRICSBEGININD00002000000019LYRICS200', 'latin1');

/** Frames of MP3 with nothing in them, as a picture may hold by chance. */
const frameLike = Buffer.alloc(30_000, 0x11);
for (let at = 0; at < 29_000; at += 417) Buffer.from([0xff, 0xfb, 0x90, 0]).copy(frameLike, at);

async function read(parts: readonly Buffer[], options = {}) {
  const file = join(temporaryFolder(), 'recording');
  writeFileSync(file, Buffer.concat(parts));
  return readRecording(file, options);
}

describe('what surrounds the sound', () => {
  const around: [string, Buffer[], Buffer[]][] = [
    ['an ID3v2 tag', [id3v2(1024)], []],
    ['two ID3v2 tags', [id3v2(200), id3v2(300)], []],
    ['a large ID3v2 tag behind a small one', [id3v2(200), id3v2(150_000, 0x55)], []],
    ['padding behind a tag', [id3v2(200), Buffer.alloc(70_000)], []],
    [
      'frame-like bytes in a tag',
      [id3v2(100), Buffer.concat([id3v2(30_000).subarray(0, 10), frameLike])],
      [],
    ],
    ['ID3v1', [], [id3v1]],
    ['APEv2', [], [ape]],
    ['APEv2 and ID3v1', [], [ape, id3v1]],
    ['Lyrics3 and ID3v1', [], [lyrics, id3v1]],
    ['a line break', [], [Buffer.from('\n')]],
  ];
  it.each(around)('changes nothing: %s', async (_name, before, behind) => {
    for (const name of ['chirp.flac', 'chirp.mp3', 'chirp.ogg', 'chirp.opus']) {
      const plain = await read([fixture(name)]);
      const tagged = await read([...before, fixture(name), ...behind]);
      expect(tagged.channels[0]?.length, name).toBe(plain.channels[0]?.length);
      expect(tagged.channels[0], name).toEqual(plain.channels[0]);
      expect(tagged.warnings, name).toEqual([]);
    }
  });

  it('changes nothing for a WAV file behind a tag', async () => {
    const wav = await writeWav(join(temporaryFolder(), 'plain.wav'), [seededNoise(1000, 1)]);
    const tagged = await read([id3v2(32), readFileSync(wav)]);
    expect(tagged.channels[0]).toEqual((await readRecording(wav)).channels[0]);
  });
});

describe('half a recording', () => {
  it.each(['chirp.flac'])('is told, and read when that is accepted: %s', async (name) => {
    const whole = fixture(name);
    const half = whole.subarray(0, whole.length / 2);
    await expect(read([half])).rejects.toThrow(/(breaks off|damaged) at 0:00\.\d.*--accept-damaged/);
    const { channels, warnings } = await read([half], { acceptDamaged: true });
    expect(channels[0]?.length).toBeGreaterThan(1000);
    expect(channels[0]?.length).toBeLessThan(24_000);
    expect(warnings.join()).toMatch(/breaks off at 0:00\.\d/);
  });

  it('is told of MP3 where a frame is cut', async () => {
    const whole = fixture('chirp.mp3');
    await expect(read([whole.subarray(0, whole.length / 2 + 5)])).rejects.toThrow(/breaks off at 0:00\.\d/);
  });
});

describe('a hole in the middle', () => {
  it.each(['chirp.flac', 'chirp.mp3'])('is told with its place: %s', async (name) => {
    const bytes = Buffer.from(fixture(name));
    bytes.fill(0, Math.round(bytes.length * 0.5), Math.round(bytes.length * 0.6));
    await expect(read([bytes])).rejects.toThrow(/damaged at 0:00\.\d.*--accept-damaged/);
    const { channels, warnings } = await read([bytes], { acceptDamaged: true });
    expect(channels[0]?.length).toBeGreaterThan(6000);
    expect(warnings.join()).toMatch(/is damaged/);
  });
});

describe('recordings that were joined', () => {
  it.each(['chirp.mp3', 'chirp.ogg', 'chirp.opus'])('are read whole: %s', async (name) => {
    const one = await read([fixture(name)]);
    const two = await read(
      [fixture(name), id3v1, id3v2(100), fixture(name)]
        .slice(0, name.endsWith('mp3') ? 4 : 1)
        .concat(name.endsWith('mp3') ? [] : [fixture(name)]),
    );
    expect(two.channels[0]?.length).toBeGreaterThanOrEqual(2 * (one.channels[0]?.length ?? 0) - 1);
    expect(two.warnings).toEqual([]);
  });
});

/** Samples of each recording of the shared folder, or the sentence with which it is refused. */
const CASES: Readonly<Record<string, number | RegExp>> = {
  'aiff-16-bit.aiff': 16_000,
  'chain-other-codebooks.ogg': 64_000,
  'flac-apev2-behind.flac': 32_000,
  'flac-behind-id3v2.flac': 32_000,
  'flac-behind-large-id3v2.flac': 32_000,
  'flac-behind-two-id3v2.flac': 32_000,
  'flac-id3v1-behind.flac': 32_000,
  'flac-unknown-length-id3v1-behind.flac': 32_000,
  'half-mp3.mp3': /breaks off at 0:02\.0.*--accept-damaged/,
  'half-ogg.ogg': /breaks off at 0:01\.0.*--accept-damaged/,
  'mp3-padding-behind-id3v2.mp3': 32_000,
  'mp3-two-id3v2-second-large.mp3': 32_000,
  'opus-70-kB-of-tags.opus': 96_000,
  'skeleton-first.ogg': 32_000,
  'wav-24-bit-in-32.wav': 20_000,
  'wav-behind-id3v2.wav': 32_000,
  'wav-ima-adpcm.wav': 16_000,
  'wav-mu-law.wav': 16_000,
  'wav-odd-chunk-without-padding.wav': 32_000,
};

describe.skipIf(withoutShared)('recordings that people had', () => {
  it.each(Object.entries(CASES))('%s', async (name, expected) => {
    const file = sharedFile('cases', 'files', name);
    if (expected instanceof RegExp) {
      await expect(readRecording(file)).rejects.toThrow(expected);
      const { channels } = await readRecording(file, { acceptDamaged: true });
      return expect(channels[0]?.length).toBeGreaterThan(10_000);
    }
    const { channels, warnings } = await readRecording(file);
    const samples = channels[0] ?? new Float64Array(0);
    expect(samples.length).toBe(expected);
    // Speech, neither noise nor silence.
    const dbfs = 20 * Math.log10(rms(samples));
    expect(dbfs).toBeGreaterThan(-20.5);
    expect(dbfs).toBeLessThan(-19);
    expect(warnings).toEqual([]);
  });
});

describe('what is no recording that can be read', () => {
  const kinds: [string, Buffer, RegExp][] = [
    [
      'M4A',
      Buffer.concat([Buffer.from('\0\0\0\x20ftypM4A ', 'latin1'), Buffer.alloc(4000)]),
      /is M4A.*ffmpeg -i .*\.wav/,
    ],
    [
      'WebM',
      Buffer.concat([Buffer.from('\x1a\x45\xdf\xa3\0\0webm', 'latin1'), Buffer.alloc(4000)]),
      /is WebM/,
    ],
    [
      'WMA',
      Buffer.concat([Buffer.from('\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'latin1'), Buffer.alloc(99)]),
      /is WMA/,
    ],
    ['a text', Buffer.from('A letter.\n'.repeat(100)), /is a text file, not a recording/],
    ['a picture', Buffer.concat([Buffer.from('\x89PNG\r\n', 'latin1'), Buffer.alloc(100)]), /is a picture/],
    ['an archive', Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(100)]), /is an archive/],
  ];
  it.each(kinds)('is named: %s', async (_name, bytes, sentence) => {
    const path = process.env['PATH'];
    process.env['PATH'] = '';
    try {
      await expect(read([bytes])).rejects.toThrow(sentence);
    } finally {
      process.env['PATH'] = path;
    }
  });
});
