import { describe, expect, it } from 'vitest';
import { readCheckpoint } from '../../../../src/export/checkpoint/read-checkpoint.js';
import {
  Call,
  checkpointArchive,
  float32Bytes,
  Global,
  legacyCheckpoint,
  modelOf,
  pickle,
  plainTensor,
  Raw,
  safetensorsFile,
  tensor,
  type PickleInput,
} from '../../../support/torch-checkpoint.js';

const sixFloats = float32Bytes([0, 1, 2, 3, 4, 5]);
const values = async (bytes: Uint8Array): Promise<Record<string, number[]>> =>
  Object.fromEntries(
    Array.from((await readCheckpoint(bytes)).weights, ([name, { data }]) => [name, [...data]]),
  );

/** A checkpoint with something beside its weights. */
const beside = (value: PickleInput): Uint8Array =>
  checkpointArchive(modelOf({ w: plainTensor('0', [6]) }).set('beside', value), { 0: sixFloats });

const bytesOf = (...parts: (number | string)[]): number[] =>
  parts.flatMap((part) => (typeof part === 'number' ? [part] : [...Buffer.from(part)]));

describe('the format before archives', () => {
  it('is read', async () => {
    const address = '94718962045456';
    const root = modelOf({
      w: tensor({ storage: address, elements: 6, offset: 1, shape: [2], stride: [3] }),
      x: plainTensor('7', [1]),
    });
    const bytes = legacyCheckpoint(root, { [address]: sixFloats, 7: float32Bytes([9]) });
    expect(await values(bytes)).toEqual({ w: [1, 4], x: [9] });
  });

  it('is refused where it is cut short, of another byte order or contradicts itself', async () => {
    const root = modelOf({ w: plainTensor('1', [6]) });
    const whole = legacyCheckpoint(root, { 1: sixFloats });
    await expect(readCheckpoint(whole.slice(0, -1))).rejects.toThrow(/storage 1: cut short/);
    await expect(readCheckpoint(legacyCheckpoint(root, { 1: sixFloats }, false))).rejects.toThrow(/“big”/);
    await expect(readCheckpoint(legacyCheckpoint(root, {}))).rejects.toThrow(/storage 1: no of 24 B/);
    await expect(readCheckpoint(legacyCheckpoint(root, { 2: sixFloats }))).rejects.toThrow(/storage keys/);
  });
});

describe('safetensors', () => {
  it('is read in every type', async () => {
    const file = safetensorsFile({
      'module.w': { dtype: 'F32', shape: [2, 3], bytes: sixFloats },
      'module.h': { dtype: 'F16', shape: [], bytes: new Uint8Array(Uint16Array.of(0x3c00).buffer) },
      'module.n': { dtype: 'I64', shape: [1], bytes: new Uint8Array(BigInt64Array.of(7n).buffer) },
    });
    expect(await values(file)).toEqual({ w: [0, 1, 2, 3, 4, 5], h: [1], n: [7] });
  });

  it.each<[string, Uint8Array, RegExp]>([
    [
      'a type that nobody can read',
      safetensorsFile({ w: { dtype: 'F8_E4M3', shape: [1], bytes: Uint8Array.of(1) } }),
      /“w” is of the type F8_E4M3.*F32/,
    ],
    [
      'data that ends too early',
      safetensorsFile({ w: { dtype: 'F32', shape: [6], bytes: sixFloats } }).slice(0, -1),
      /damaged \(w: 0 … 24\)/,
    ],
    [
      'a shape that does not fit its data',
      safetensorsFile({ w: { dtype: 'F32', shape: [7], bytes: sixFloats } }),
      /damaged \(w/,
    ],
    [
      'a header that is no JSON',
      Uint8Array.of(...[3, 0, 0, 0, 0, 0, 0, 0], ...bytesOf('{,}')),
      /damaged \(safetensors header\)/,
    ],
  ])('is refused with %s', async (_, file, message) => {
    await expect(readCheckpoint(file)).rejects.toThrow(message);
  });
});

describe('what stands beside the weights', () => {
  const global = (name: string): Global => {
    const dot = name.lastIndexOf('.');
    return new Global(name.slice(0, dot), name.slice(dot + 1));
  };
  const call = (name: string, ...args: PickleInput[]): Call => new Call(global(name), args);
  const dtype = call('numpy.dtype', 'f8', false, true);
  const latin1 = call('_codecs.encode', 'x', 'latin1');
  const NEWOBJ = 0x81;
  const BUILD = 0x62;
  const object = (name: string, state: PickleInput): Raw => {
    const opcodes = (value: PickleInput): Uint8Array => pickle(value).slice(2, -1);
    return new Raw(Uint8Array.of(...opcodes(global(name)), ...opcodes([]), NEWOBJ, ...opcodes(state), BUILD));
  };
  const settings = new Map<PickleInput, PickleInput>([['lr', 0.1]]);

  it.each<[string, PickleInput]>([
    ['a numpy 1 scalar', call('numpy.core.multiarray.scalar', dtype, latin1)],
    ['a numpy 2 scalar', call('numpy._core.multiarray.scalar', dtype, latin1)],
    ['a numpy array', call('numpy.core.multiarray._reconstruct', global('numpy.ndarray'), [0], latin1)],
    ['an argparse.Namespace', object('argparse.Namespace', settings)],
    ['a path', call('pathlib.PosixPath', '/', 'data')],
    ['a path of Python 3.13', call('pathlib._local.PosixPath', 'data')],
    ['a date', call('datetime.datetime', 'x')],
    ['a defaultdict', call('collections.defaultdict', global('builtins.list'))],
    ['a counter', call('collections.Counter', settings)],
    ['the trainer’s settings', object('utils.hparams.HParams', settings)],
    ['a device', call('torch.device', 'cuda', 0)],
    ['a set', call('builtins.set', ['a'])],
    ['an object made the old way', call('copyreg._reconstructor', global('argparse.Namespace'), null, null)],
    ['an optimiser', object('torch.optim.adamw.AdamW', settings)],
    ['a settings object of omegaconf', object('omegaconf.dictconfig.DictConfig', settings)],
    ['a huge whole number', new Raw(Uint8Array.of(0x8a, 17, ...new Uint8Array(17).fill(1)))],
  ])('may be %s', async (_, value) => {
    expect(await values(beside(value))).toEqual({ w: [0, 1, 2, 3, 4, 5] });
  });

  it.each(['os.system', 'builtins.eval', 'builtins.getattr', 'torch.hub.load', 'my_project.Model'])(
    'may not be %s',
    async (name) => {
      await expect(readCheckpoint(beside(call(name, 'x')))).rejects.toThrow(`“${name}”`);
    },
  );

  it('may be a defaultdict around the weights', async () => {
    const weights = new Raw(
      Uint8Array.of(
        ...pickle(call('collections.defaultdict', global('builtins.dict'))).slice(2, -1),
        ...pickle('w').slice(2, -1),
        ...pickle(plainTensor('0', [6])).slice(2, -1),
        0x73, // SETITEM
      ),
    );
    const archive = checkpointArchive(new Map<PickleInput, PickleInput>([['model', weights]]), {
      0: sixFloats,
    });
    expect(await values(archive)).toEqual({ w: [0, 1, 2, 3, 4, 5] });
  });

  it('may be a storage on a graphics card', async () => {
    const id = pickle(plainTensor('0', [6]));
    const onCard = Buffer.from(
      Buffer.from(id).toString('latin1').replace('\x03\0\0\0cpu', '\x06\0\0\0cuda:0'),
      'latin1',
    );
    const root = new Map<PickleInput, PickleInput>([['w', new Raw(new Uint8Array(onCard.subarray(2, -1)))]]);
    expect(await values(checkpointArchive(root, { 0: sixFloats }))).toEqual({ w: [0, 1, 2, 3, 4, 5] });
  });
});

describe('pickles of later protocols', () => {
  it.each([3, 4, 5])('protocol %i is read', async (protocol) => {
    // {'model': OrderedDict(w=tensor)} with frames, short names, memos and names from the stack.
    const w = pickle(plainTensor('0', [6])).slice(2, -1);
    const body = bytesOf(
      ...[0x7d, 0x94, 0x8c, 5, 'model', 0x94],
      ...[0x8c, 11, 'collections', 0x8c, 11, 'OrderedDict', 0x93, 0x94, 0x29, 0x52],
      ...[0x8c, 1, 'w', ...w, 0x73, 0x73],
      ...[0x8c, 4, 'seen', 0x8f, 0x28, 0x4b, 1, 0x90, 0x73],
      ...[0x8c, 5, 'bytes', 0x43, 3, 1, 2, 3, 0x73, 0x2e],
    );
    const frame = [0x95, ...new Uint8Array(BigUint64Array.of(BigInt(body.length)).buffer)];
    const bytes = Uint8Array.of(0x80, protocol, ...(protocol > 3 ? frame : []), ...body);
    expect(await values(checkpointArchive(bytes, { 0: sixFloats }))).toEqual({ w: [0, 1, 2, 3, 4, 5] });
  });

  it.each([0, 1, 6])('protocol %i is refused by its number', async (protocol) => {
    const archive = checkpointArchive(Uint8Array.of(0x80, protocol, 0x4e, 0x2e), {});
    await expect(readCheckpoint(archive)).rejects.toThrow(new RegExp(`protocol ${protocol}; 2 to 5`));
  });
});

it('an entry that unpacks to more than the archive says is not unpacked to its end', async () => {
  const huge = 64 * 2 ** 20;
  const archive = checkpointArchive(
    modelOf({ w: plainTensor('0', [6]) }),
    { 0: new Uint8Array(huge) },
    {},
    6,
  );
  const view = new DataView(archive.buffer, archive.byteOffset);
  const sizes: number[] = [];
  for (let at = 0; at + 4 <= archive.length; at++) {
    const signature = view.getUint32(at, true);
    if (signature === 0x02014b50) sizes.push(at + 24);
    if (signature === 0x04034b50) sizes.push(at + 22);
  }
  for (const at of sizes) if (view.getUint32(at, true) === huge) view.setUint32(at, 24, true);
  await expect(readCheckpoint(archive)).rejects.toThrow(/damaged \(data\/0: zip\)/);
});
