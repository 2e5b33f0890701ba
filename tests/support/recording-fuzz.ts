import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from './checkpoint-fuzz.js';
import { aiff, au, caf, chunk, formatChunk, int16, riff, wave64 } from './recording-files.js';

type Random = () => number;

const below = (random: Random, limit: number): number => Math.floor(random() * limit);

const tone = Array.from({ length: 400 }, (_, i) => Math.round(8000 * Math.sin(i / 5)));
const noise = (bytes: number): Buffer =>
  Buffer.from(Array.from({ length: bytes }, (_, i) => (i * 151) & 255));
const fixture = (name: string): Buffer => readFileSync(join('tests', 'fixtures', name));

const data = chunk('data', int16(tone));
const info = chunk('LIST', Buffer.concat([Buffer.from('INFO'), chunk('INAM', Buffer.from('A title\0'))]));
const id3 = Buffer.concat([
  Buffer.from('ID3\x03\0\0\0\0\0\x19TIT2\0\0\0\x08\0\0\0A titleTPE1\0\0\0\x02', 'latin1'),
  Buffer.alloc(12),
]);
const adpcm = (tag: number, blocks: number) =>
  riff([formatChunk({ tag, bits: 4, unitBytes: 256 }), chunk('data', noise(256 * blocks))]);

/** Sound recordings, a few of each reader, made small so that a mutation often meets what is read. */
const RECORDINGS: Readonly<Record<string, () => readonly Buffer[]>> = {
  wav: () => [
    riff([formatChunk(), info, data, chunk('id3 ', id3)]),
    riff([formatChunk({ bits: 24, channels: 2 }), chunk('data', noise(1200))]),
    riff([formatChunk({ tag: 3, bits: 64 }), chunk('data', noise(1600))]),
    riff([formatChunk({ tag: 6, bits: 8 }), data, data]),
    riff([formatChunk({ isLittleEndian: false }), chunk('data', int16(tone, false), false)], false),
    adpcm(2, 3),
    adpcm(0x11, 3),
    wave64([
      ['fmt ', formatChunk().subarray(8)],
      ['data', int16(tone)],
    ]),
  ],
  aiff: () => [
    aiff({ bits: 16, sound: int16(tone, false), count: 400, more: [chunk('NAME', Buffer.from('x'), false)] }),
    aiff({ bits: 16, sound: int16(tone), count: 400, compression: 'sowt' }),
    aiff({ bits: 32, sound: noise(1600), count: 400, compression: 'fl32' }),
    aiff({ bits: 16, sound: noise(340), count: 10, compression: 'ima4' }),
    aiff({ bits: 8, sound: noise(400), count: 400, more: [chunk('ID3 ', id3, false)] }),
  ],
  caf: () => [
    caf({ packetBytes: 2, bits: 16, sound: int16(tone, false) }),
    caf({ packetBytes: 8, bits: 32, flags: 3, channels: 2, sound: noise(1600), isOpenEnded: true }),
    caf({ id: 'ima4', packetBytes: 34, packetFrames: 64, bits: 0, sound: noise(340) }),
    caf({ id: 'alaw', packetBytes: 1, bits: 8, sound: noise(400) }),
  ],
  au: () => [au(3, int16(tone, false)), au(1, noise(400)), au(7, noise(1600), { channels: 2, length: -1 })],
  flac: () => [fixture('chirp.flac')],
  mp3: () => [fixture('chirp.mp3'), Buffer.concat([id3, fixture('chirp.mp3')])],
  vorbis: () => [fixture('chirp.ogg'), Buffer.concat([fixture('chirp.ogg'), fixture('chirp.ogg')])],
  opus: () => [fixture('chirp.opus')],
};

export const FUZZED_READERS = Object.keys(RECORDINGS);

/** Values that lengths and counts have where programs go wrong. */
const EDGES = [
  0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
];

type Mutation = (bytes: Buffer, random: Random) => Buffer;

/** Most in the first bytes, where the headers are. */
const place = (bytes: Buffer, random: Random): number =>
  below(random, random() < 0.6 ? Math.min(bytes.length, 120) : bytes.length);

const flipBytes: Mutation = (bytes, random) => {
  for (let flips = 1 + below(random, 12); flips > 0; flips--)
    bytes[place(bytes, random)] = below(random, 256);
  return bytes;
};

const setNumber: Mutation = (bytes, random) => {
  const value = EDGES[below(random, EDGES.length)] as number;
  const at = Math.min(place(bytes, random), bytes.length - 4);
  if (random() < 0.5) bytes.writeUInt32LE(value, at);
  else bytes.writeUInt32BE(value, at);
  return bytes;
};

const cut: Mutation = (bytes, random) => bytes.subarray(0, below(random, bytes.length));

const removePart: Mutation = (bytes, random) => {
  const from = place(bytes, random);
  const to = Math.min(bytes.length, from + 1 + below(random, 300));
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
};

const repeatPart: Mutation = (bytes, random) => {
  const from = place(bytes, random);
  const part = bytes.subarray(from, from + 1 + below(random, 300));
  const times = 1 + below(random, 40);
  return Buffer.concat([bytes.subarray(0, from), ...Array<Buffer>(times).fill(part), bytes.subarray(from)]);
};

const fillPart: Mutation = (bytes, random) => {
  const from = place(bytes, random);
  return bytes.fill(random() < 0.5 ? 0 : 0xff, from, Math.min(bytes.length, from + 1 + below(random, 1000)));
};

const MUTATIONS: readonly Mutation[] = [
  flipBytes,
  flipBytes,
  setNumber,
  setNumber,
  cut,
  removePart,
  repeatPart,
  fillPart,
];

const oggTable = Int32Array.from({ length: 256 }, (_, i) => {
  let crc = i << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc;
});

/** Makes the checksums of all pages right again, so that what is inside them is read. */
export function mendOggChecksums(bytes: Buffer): Buffer {
  for (
    let at = bytes.indexOf('OggS');
    at >= 0 && at + 27 < bytes.length;
    at = bytes.indexOf('OggS', at + 4)
  ) {
    const segments = bytes.readUInt8(at + 26);
    const lacing = bytes.subarray(at + 27, at + 27 + segments);
    const end = at + 27 + segments + lacing.reduce((sum, size) => sum + size, 0);
    if (end > bytes.length) continue;
    bytes.writeUInt32LE(0, at + 22);
    let crc = 0;
    for (let i = at; i < end; i++)
      crc = (crc << 8) ^ (oggTable[((crc >>> 24) ^ (bytes[i] as number)) & 255] as number);
    bytes.writeInt32LE(crc, at + 22);
  }
  return bytes;
}

/** Damaged recording number `index` for a reader, the same on every run. */
export function hostileRecording(reader: string, index: number): Buffer {
  const random = seededRandom(index + 1);
  const recordings = RECORDINGS[reader]?.() ?? [];
  let bytes = Buffer.from(recordings[index % recordings.length] as Buffer);
  for (let times = 1 + below(random, 3); times > 0 && bytes.length > 8; times--)
    bytes = Buffer.from((MUTATIONS[below(random, MUTATIONS.length)] as Mutation)(bytes, random));
  const isOgg = reader === 'vorbis' || reader === 'opus';
  return isOgg && random() < 0.7 ? mendOggChecksums(bytes) : bytes;
}
