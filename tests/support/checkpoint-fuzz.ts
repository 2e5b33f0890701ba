import { zipSync, zlibSync } from 'fflate';
import {
  checkpointArchive,
  float32Bytes,
  legacyCheckpoint,
  modelOf,
  pickle,
  plainTensor,
  safetensorsFile,
  tensor,
  type PickleInput,
} from './torch-checkpoint.js';

/** Seeded numbers in 0 … 1, the same on every run. */
export function seededRandom(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole checkpoint with a few tensors, an optimiser and nested state. */
function sample(): { root: Map<PickleInput, PickleInput>; storages: Record<string, Uint8Array> } {
  const floats = (length: number): Uint8Array => float32Bytes(Array.from({ length }, (_, i) => i / length));
  const root = modelOf({
    'enc_pre.0.weight': plainTensor('0', [24, 8, 2]),
    'encoder.0.1.running_var': tensor({ storage: '1', elements: 24, shape: [24], stride: [1] }),
    'rf_block.0.rnn.bias_ih_l0': tensor({
      storage: '0',
      elements: 384,
      offset: 12,
      shape: [4, 6],
      stride: [1, 4],
    }),
  });
  root.set('optim', new Map<PickleInput, PickleInput>([['state', [1, 2.5, 'text', null, true, [[], [3]]]]]));
  root.set('epoch', 500);
  return { root, storages: { 0: floats(384), 1: floats(24) } };
}

const bytesOf = (...values: number[]): Uint8Array => Uint8Array.from(values);
const repeated = (bytes: Uint8Array, times: number): Uint8Array => {
  const result = new Uint8Array(bytes.length * times);
  for (let i = 0; i < times; i++) result.set(bytes, i * bytes.length);
  return result;
};

type Mutation = (random: () => number) => Uint8Array;

const pick = (random: () => number, below: number): number => Math.floor(random() * below);

/** The archive as it is, damaged byte by byte. */
const damagedArchive: Mutation = (random) => {
  const { root, storages } = sample();
  const archive = checkpointArchive(root, storages, {}, random() < 0.5 ? 0 : 6);
  for (let flips = 1 + pick(random, 20); flips > 0; flips--)
    archive[pick(random, archive.length)] = pick(random, 256);
  return archive;
};

const truncatedArchive: Mutation = (random) => {
  const { root, storages } = sample();
  const archive = checkpointArchive(root, storages);
  return archive.slice(0, pick(random, archive.length));
};

/** The tail of the archive, where the central directory is, damaged. */
const damagedDirectory: Mutation = (random) => {
  const { root, storages } = sample();
  const archive = checkpointArchive(root, storages);
  for (let flips = 1 + pick(random, 8); flips > 0; flips--)
    archive[archive.length - 1 - pick(random, Math.min(400, archive.length))] =
      random() < 0.4 ? 0xff : pick(random, 256);
  return archive;
};

/** A sound archive around a damaged pickle. */
const damagedPickle: Mutation = (random) => {
  const { root, storages } = sample();
  const bytes = pickle(root);
  const end = random() < 0.3 ? 2 + pick(random, bytes.length - 2) : bytes.length;
  for (let flips = 1 + pick(random, 10); flips > 0; flips--)
    bytes[2 + pick(random, bytes.length - 2)] = random() < 0.2 ? 0xff : pick(random, 256);
  return checkpointArchive(bytes.slice(0, end), storages);
};

/** Random opcodes. */
const noisePickle: Mutation = (random) => {
  const opcodes = [...'(.012}]t)NKMJGXaesuqrhjcQRbBCUTl']
    .map((c) => c.charCodeAt(0))
    .concat(0x85, 0x86, 0x87, 0x88, 0x8a)
    .concat(0x81, 0x8b, 0x8c, 0x8d, 0x8e, 0x8f, 0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96);
  const body = Uint8Array.from({ length: 1 + pick(random, 4000) }, () =>
    random() < 0.8 ? (opcodes[pick(random, opcodes.length)] as number) : pick(random, 256),
  );
  return checkpointArchive(Uint8Array.of(0x80, 2 + pick(random, 4), ...body, 0x2e), {});
};

/** Counts, shapes and lengths far beyond the file. */
const hugeCounts: Mutation = (random) => {
  const { storages } = sample();
  const huge = [2 ** 31 - 1, -1, 1e9, 2 ** 30, 65_536][pick(random, 5)] as number;
  const axes = Array.from({ length: 1 + pick(random, 12) }, () =>
    random() < 0.5 ? huge : 1 + pick(random, 100),
  );
  const hostile = tensor({
    storage: '0',
    type: random() < 0.5 ? 'FloatStorage' : 'DoubleStorage',
    elements: random() < 0.5 ? huge : 384,
    offset: random() < 0.2 ? huge : 0,
    shape: axes,
    stride: axes.map(() => (random() < 0.6 ? 0 : huge)),
  });
  const many = Object.fromEntries(Array.from({ length: 1 + pick(random, 40) }, (_, i) => [`w${i}`, hostile]));
  return checkpointArchive(modelOf(many), storages);
};

/** Nested lists, marks, objects and texts by the hundred thousand. */
const deepNesting: Mutation = (random) => {
  const times = 1000 + pick(random, 400_000);
  const units = [
    bytesOf(0x28), // MARK
    bytesOf(0x5d), // EMPTY_LIST
    bytesOf(0x7d), // EMPTY_DICT
    bytesOf(0x5d, 0x28), // a list and a mark in it
    bytesOf(0x85), // tuples of one
    bytesOf(0x58, 1, 0, 0, 0, 0x61), // texts
    bytesOf(0x4b, 1, 0x85, 0x71, 0), // tuples, noted
    bytesOf(0x29, 0x72, 1, 2, 3, 4), // LONG_BINPUT
  ];
  const unit = units[pick(random, units.length)] as Uint8Array;
  const closing = bytesOf([0x74, 0x65, 0x61, 0x30][pick(random, 4)] as number);
  const body = Buffer.concat([
    bytesOf(0x80, 2, 0x4e),
    repeated(unit, times),
    repeated(closing, pick(random, times)),
    bytesOf(0x2e),
  ]);
  return checkpointArchive(new Uint8Array(body), {});
};

/** Entries that unpack to far more than they hold, or say that they do. */
const zipBomb: Mutation = (random) => {
  const { root, storages } = sample();
  const zeros = new Uint8Array(2 ** (16 + pick(random, 8)));
  const bomb = checkpointArchive(
    random() < 0.5 ? zeros : root,
    random() < 0.5 ? { ...storages, 0: zeros } : storages,
    { 'archive/more': zeros },
    6,
  );
  // Sizes of the central directory's first entries, as large as they can be said to be.
  const directory = bomb.lastIndexOf(0x02);
  if (random() < 0.7)
    for (let at = directory; at > 0 && at > directory - 400; at--)
      if (bomb[at] === 0x50 && bomb[at + 1] === 0x4b && bomb[at + 2] === 1) {
        new DataView(bomb.buffer, bomb.byteOffset).setUint32(at + 24, 0x7fffffff, true);
        if (random() < 0.5) new DataView(bomb.buffer, bomb.byteOffset).setUint32(at + 20, 0x7fffffff, true);
      }
  return bomb;
};

/** Entries that say that they unpack to less than they do. */
const loweredSizes: Mutation = (random) => {
  const { root, storages } = sample();
  const zeros = new Uint8Array(2 ** (16 + pick(random, 9)));
  const archive = checkpointArchive(root, { ...storages, [pick(random, 2)]: zeros }, {}, 6);
  const view = new DataView(archive.buffer, archive.byteOffset);
  const declared = [0, 1, 96, 1536, zeros.length - 1][pick(random, 5)] as number;
  for (let at = 0; at + 30 < archive.length; at++) {
    const signature = view.getUint32(at, true);
    const size = signature === 0x02014b50 ? at + 24 : signature === 0x04034b50 ? at + 22 : undefined;
    if (size !== undefined && view.getUint32(size, true) === zeros.length)
      view.setUint32(size, declared, true);
  }
  return archive;
};

/** The format before archives, damaged byte by byte or cut short. */
const damagedLegacy: Mutation = (random) => {
  const { root, storages } = sample();
  const bytes = legacyCheckpoint(root, storages);
  for (let flips = pick(random, 12); flips > 0; flips--)
    bytes[15 + pick(random, bytes.length - 15)] = random() < 0.2 ? 0xff : pick(random, 256);
  return random() < 0.3 ? bytes.slice(0, pick(random, bytes.length)) : bytes;
};

/** A safetensors file with a damaged header, other offsets or huge shapes. */
const damagedSafetensors: Mutation = (random) => {
  const huge = [2 ** 53, 2 ** 40, -1, 1.5, 384][pick(random, 5)] as number;
  const bytes = safetensorsFile({
    w: { dtype: 'F32', shape: random() < 0.5 ? [384] : [huge, huge], bytes: new Uint8Array(1536) },
    x: { dtype: random() < 0.8 ? 'F64' : '', shape: [], bytes: new Uint8Array(8) },
  });
  for (let flips = pick(random, 8); flips > 0; flips--)
    bytes[pick(random, random() < 0.3 ? 16 : 200)] = random() < 0.2 ? 0xff : pick(random, 256);
  return bytes;
};

/** Names that lead out of the archive, or that are no names. */
const strayPaths: Mutation = (random) => {
  const { root, storages } = sample();
  const names = [
    '../../etc/passwd',
    '/somewhere/x',
    'archive/../../x',
    'C:\\x',
    'a\\..\\b',
    'x'.repeat(60_000),
    '__proto__/data.pkl',
    'archive/data/__proto__',
  ];
  const name = names[pick(random, names.length)] as string;
  if (random() < 0.5) return checkpointArchive(root, storages, { [name]: bytesOf(1, 2, 3) });
  return zipSync({ [name]: pickle(root) });
};

/** Files that are no archives at all. */
const otherFiles: Mutation = (random) => {
  const noise = Uint8Array.from({ length: pick(random, 3000) }, () => pick(random, 256));
  if (random() < 0.3) return zlibSync(noise);
  if (random() < 0.3) return Uint8Array.of(0x50, 0x4b, 3, 4, ...noise);
  // An end of central directory that promises entries there are none of, also in its 64-bit form.
  if (random() < 0.5)
    return Uint8Array.of(
      0x50,
      0x4b,
      3,
      4,
      ...noise,
      0x50,
      0x4b,
      6,
      7,
      ...repeated(bytesOf(pick(random, 256)), 16),
      0x50,
      0x4b,
      5,
      6,
      0,
      0,
      0,
      0,
      255,
      255,
      255,
      255,
      ...noise.slice(0, 8),
      0,
      0,
    );
  return noise;
};

const mutations: readonly Mutation[] = [
  damagedArchive,
  damagedArchive,
  truncatedArchive,
  damagedDirectory,
  damagedPickle,
  damagedPickle,
  noisePickle,
  hugeCounts,
  deepNesting,
  zipBomb,
  loweredSizes,
  damagedLegacy,
  damagedSafetensors,
  strayPaths,
  otherFiles,
];

/** Hostile checkpoint number `index`, the same on every run. */
export function hostileCheckpoint(index: number): Uint8Array {
  const random = seededRandom(index + 1);
  return (mutations[index % mutations.length] as Mutation)(random);
}
