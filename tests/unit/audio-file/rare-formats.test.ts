import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FlacWriter } from '../../../src/audio-file/flac-writer.js';
import { WavWriter } from '../../../src/audio-file/wav-writer.js';
import { readRecording } from '../../support/recordings.js';
import { aiff, au, caf, chunk, formatChunk, int16, riff, wave64 } from '../../support/recording-files.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const INTEGERS = [0, 1, -1, 12_345, -12_345, 32_767, -32_768];
const SAMPLES = Float64Array.from(INTEGERS, (value) => value / 32_768);
const little = int16(INTEGERS);
const big = int16(INTEGERS, false);
const count = INTEGERS.length;

/** Codes and values of A-law and µ-law at the ends and in the middle (ITU-T G.711, tables 1 and 2). */
const A_LAW = Buffer.from([0xaa, 0x2a, 0xd5, 0x55]);
const A_LAW_VALUES = [32_256, -32_256, 8, -8].map((value) => value / 32_768);
const MU_LAW = Buffer.from([0x80, 0x00, 0xff, 0x7f]);
const MU_LAW_VALUES = [32_124, -32_124, 0, -0].map((value) => value / 32_768);

const floats = Buffer.alloc(8);
floats.writeFloatBE(0.5, 0);
floats.writeFloatBE(-0.25, 4);

/** Three samples of 24 bits. */
const wide = Buffer.from([0x40, 0, 0, 0xc0, 0, 0, 0, 0, 1]);
const WIDE_VALUES = [0.5, -0.5, 2 ** -23];

/** A block of IMA ADPCM: the first sample, then steps of the smallest size (IMA, Digital Audio 3.0, 6). */
const ima = Buffer.from([0x00, 0x10, 0, 0, 0x77, 0, 0, 0]);

async function read(bytes: Buffer, options = {}) {
  const file = join(temporaryFolder(), 'recording');
  writeFileSync(file, bytes);
  return readRecording(file, options);
}

describe('formats that other systems write', () => {
  const cases: [string, Buffer, ArrayLike<number>][] = [
    ['AIFF', aiff({ bits: 16, sound: big, count }), SAMPLES],
    ['AIFC, little-endian', aiff({ bits: 16, sound: little, count, compression: 'sowt' }), SAMPLES],
    ['AIFC, floats', aiff({ bits: 32, sound: floats, count: 2, compression: 'fl32' }), [0.5, -0.25]],
    ['AIFC, A-law', aiff({ bits: 16, sound: A_LAW, count: 4, compression: 'alaw' }), A_LAW_VALUES],
    ['AIFF of 24 bit', aiff({ bits: 24, sound: wide, count: 3 }), WIDE_VALUES],
    ['CAF', caf({ packetBytes: 2, bits: 16, sound: big }), SAMPLES],
    ['CAF, little-endian', caf({ packetBytes: 2, bits: 16, flags: 2, sound: little }), SAMPLES],
    ['CAF, open-ended', caf({ packetBytes: 2, bits: 16, sound: big, isOpenEnded: true }), SAMPLES],
    ['CAF, floats', caf({ packetBytes: 4, bits: 32, flags: 1, sound: floats }), [0.5, -0.25]],
    ['CAF, µ-law', caf({ id: 'ulaw', packetBytes: 1, bits: 8, sound: MU_LAW }), MU_LAW_VALUES],
    ['AU', au(3, big), SAMPLES],
    ['AU of unknown length', au(3, big, { length: -1 }), SAMPLES],
    ['AU, µ-law', au(1, MU_LAW), MU_LAW_VALUES],
    ['AU of 24 bit', au(4, wide), WIDE_VALUES],
    ['AU, floats', au(6, floats), [0.5, -0.25]],
    ['RIFX', riff([formatChunk({ isLittleEndian: false }), chunk('data', big, false)], false), SAMPLES],
    [
      'Wave64',
      wave64([
        ['fmt ', formatChunk().subarray(8)],
        ['junk', Buffer.from('odd')],
        ['data', little],
      ]),
      SAMPLES,
    ],
    ['WAV, A-law', riff([formatChunk({ tag: 6, bits: 8 }), chunk('data', A_LAW)]), A_LAW_VALUES],
    ['WAV, µ-law', riff([formatChunk({ tag: 7, bits: 8 }), chunk('data', MU_LAW)]), MU_LAW_VALUES],
    [
      'several chunks of samples',
      riff([formatChunk(), chunk('data', little), chunk('junk', Buffer.from('x')), chunk('data', little)]),
      [...SAMPLES, ...SAMPLES],
    ],
  ];
  it.each(cases)('%s is read to the last bit', async (_name, bytes, expected) => {
    const { channels, frames, format, warnings } = await read(bytes);
    expect(Array.from(channels[0] ?? [], (value) => value + 0)).toEqual(
      Array.from(expected, (value) => value + 0),
    );
    expect(frames).toBe(expected.length);
    expect(format).toMatchObject({ sampleRate: 16_000, channels: 1 });
    expect(warnings).toEqual([]);
  });

  it.each([
    ['AIFF', aiff({ bits: 16, sound: big, count }).subarray(0, -4)],
    ['CAF', caf({ packetBytes: 2, bits: 16, sound: big }).subarray(0, -4)],
    ['AU', au(3, big).subarray(0, -4)],
    [
      'Wave64',
      wave64([
        ['fmt ', formatChunk().subarray(8)],
        ['data', Buffer.concat([little, Buffer.alloc(2)])],
      ]).subarray(0, -6),
    ],
  ])('a cut %s file is told, and read as far as it goes', async (_name, bytes) => {
    await expect(read(bytes)).rejects.toThrow(/is truncated/);
    const { channels, warnings } = await read(bytes, { acceptDamaged: true });
    expect(channels[0]).toEqual(SAMPLES.subarray(0, count - 2));
    expect(warnings).toEqual([expect.stringMatching(/is truncated/)]);
  });

  it('decodes Microsoft ADPCM as its specification computes it', async () => {
    // Predictor 0 (256, 0): each sample is the last one plus code · delta. Delta 16, last 100, before 50.
    const block = Buffer.from([0, 16, 0, 100, 0, 50, 0, 0x12, 0xf0]);
    const bytes = riff([formatChunk({ tag: 2, bits: 4, unitBytes: block.length }), chunk('data', block)]);
    const { channels, format } = await read(bytes);
    // Delta stays 16, its least, for codes −4 … 3: 230/256 makes it smaller.
    const expected = [50, 100, 116, 148, 132, 132];
    expect(Array.from(channels[0] ?? [], (value) => value * 32_768)).toEqual(expected);
    expect(format).toMatchObject({ encoding: 'integer', bitDepth: 16 });
  });

  it('decodes IMA ADPCM as its specification computes it', async () => {
    const bytes = riff([formatChunk({ tag: 0x11, bits: 4, unitBytes: ima.length }), chunk('data', ima)]);
    const { channels } = await read(bytes);
    // Code 7 with step 7 adds 7/8 + 7 + 7/2 + 7/4 = 11, and raises the step to 16: 2 + 16 + 8 + 4 = 30.
    expect(Array.from(channels[0] ?? [], (value) => value * 32_768).slice(0, 3)).toEqual([4096, 4107, 4137]);
    expect(channels[0]?.length).toBe(9);
  });
});

describe('what only ffmpeg knows', () => {
  it.each([
    [
      'CAF with AAC',
      caf({ id: 'aac ', packetBytes: 0, packetFrames: 1024, bits: 0, sound: big }),
      /CAF \(AAC\)/,
    ],
    ['AIFC with MACE', aiff({ bits: 16, sound: big, count, compression: 'MAC3' }), /AIFC \(MAC3\)/],
    ['AU of kind 23', au(23, big), /AU \(23\)/],
  ])('is named: %s', async (_name, bytes, message) => {
    const path = process.env['PATH'];
    process.env['PATH'] = '';
    try {
      await expect(read(bytes)).rejects.toThrow(message);
    } finally {
      process.env['PATH'] = path;
    }
  });
});

describe('tags', () => {
  const title = chunk('INAM', Buffer.from('Über uns\0'));
  const info = chunk('LIST', Buffer.concat([Buffer.from('INFO'), title]));
  const text = Buffer.from('\x03Ann', 'latin1');
  const frame = Buffer.concat([Buffer.from('TPE1\0\0\0\x04\0\0', 'latin1'), text]);
  const id3 = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\x0e', 'latin1'), frame]);

  it('of RIFF INFO and ID3 in a WAV file are read, and those of AIFF', async () => {
    const wav = riff([formatChunk(), info, chunk('data', little), chunk('id3 ', id3)]);
    expect((await read(wav)).tags.comments).toEqual([
      ['TITLE', 'Über uns'],
      ['ARTIST', 'Ann'],
    ]);
    const named = aiff({ bits: 16, sound: big, count, more: [chunk('NAME', Buffer.from('A'), false)] });
    expect((await read(named)).tags.comments).toEqual([['TITLE', 'A']]);
  });

  it('are kept in a result', async () => {
    const folder = temporaryFolder();
    const input = join(folder, 'in.wav');
    writeFileSync(input, riff([formatChunk(), info, chunk('data', little), chunk('id3 ', id3)]));
    const { format, tags } = await readRecording(input);
    for (const [name, { create }] of Object.entries({ 'out.wav': WavWriter, 'out.flac': FlacWriter })) {
      const file = join(folder, name);
      const writer = await create(file, format, { overwrite: false, expectedFrames: count, tags });
      await writer.write([SAMPLES], count);
      await writer.finish();
      const read = await readRecording(file);
      expect(read.tags.comments, name).toEqual(tags.comments);
      expect(read.channels[0], name).toEqual(SAMPLES);
    }
  });
});
