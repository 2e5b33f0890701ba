import { describe, expect, it } from 'vitest';
import { CheckpointError } from '../../../../src/export/checkpoint/checkpoint-error.js';
import { readCheckpoint, readCheckpointFile } from '../../../../src/export/checkpoint/read-checkpoint.js';
import type { StateDict } from '../../../../src/export/checkpoint/tensor.js';
import { sharedFile, withoutShared } from '../../../support/shared-folder.js';
import {
  Call,
  checkpointArchive,
  float32Bytes,
  Global,
  modelOf,
  pickle,
  plainTensor,
  Raw,
  tensor,
  type PickleInput,
} from '../../../support/torch-checkpoint.js';

const sixFloats = float32Bytes([0, 1, 2, 3, 4, 5]);

const weightsOf = async (bytes: Uint8Array, wanted?: string): Promise<StateDict> =>
  (await readCheckpoint(bytes, wanted)).weights;

const readTensors = (
  tensors: Record<string, PickleInput>,
  storages: Record<string, Uint8Array>,
): Promise<StateDict> => weightsOf(checkpointArchive(modelOf(tensors), storages));

describe('readCheckpoint', () => {
  it('reads shapes and values, stored or deflated', async () => {
    for (const level of [0, 6] as const) {
      const archive = checkpointArchive(
        modelOf({ w: plainTensor('0', [2, 3]) }),
        { 0: sixFloats },
        {},
        level,
      );
      expect((await weightsOf(archive)).get('w')).toEqual({
        shape: [2, 3],
        data: Float32Array.of(0, 1, 2, 3, 4, 5),
      });
    }
  });

  it('reads shared storages, offsets, transposed and expanded tensors', async () => {
    const weights = await readTensors(
      {
        transposed: tensor({ storage: '0', elements: 6, shape: [3, 2], stride: [1, 3] }),
        column: tensor({ storage: '0', elements: 6, offset: 2, shape: [2], stride: [3] }),
        expanded: tensor({ storage: '0', elements: 6, offset: 5, shape: [2, 2], stride: [0, 0] }),
        scalar: tensor({ storage: '0', elements: 6, offset: 4, shape: [], stride: [] }),
        empty: tensor({ storage: '0', elements: 6, shape: [0, 9], stride: [9, 1] }),
      },
      { 0: sixFloats },
    );
    expect([...(weights.get('transposed')?.data ?? [])]).toEqual([0, 3, 1, 4, 2, 5]);
    expect([...(weights.get('column')?.data ?? [])]).toEqual([2, 5]);
    expect([...(weights.get('expanded')?.data ?? [])]).toEqual([5, 5, 5, 5]);
    expect([...(weights.get('scalar')?.data ?? [])]).toEqual([4]);
    expect(weights.get('empty')).toEqual({ shape: [0, 9], data: new Float32Array(0) });
  });

  it.each<[string, Uint8Array, number[]]>([
    ['DoubleStorage', new Uint8Array(Float64Array.of(1.1, -2e300).buffer), [1.1, -2e300]],
    ['HalfStorage', new Uint8Array(Uint16Array.of(0x3c00, 0xc500, 0x0001).buffer), [1, -5, 2 ** -24]],
    ['BFloat16Storage', new Uint8Array(Uint16Array.of(0x3f80, 0xc0a0).buffer), [1, -5]],
    ['LongStorage', new Uint8Array(BigInt64Array.of(12345n, -1n).buffer), [12345, -1]],
    ['IntStorage', new Uint8Array(Int32Array.of(2 ** 30 + 1, -7).buffer), [2 ** 30 + 1, -7]],
    ['ShortStorage', new Uint8Array(Int16Array.of(300, -300).buffer), [300, -300]],
    ['CharStorage', new Uint8Array(Int8Array.of(-3, 3).buffer), [-3, 3]],
    ['ByteStorage', Uint8Array.of(0, 255), [0, 255]],
    ['BoolStorage', Uint8Array.of(1, 0), [1, 0]],
  ])('reads %s', async (type, bytes, values) => {
    const elements = values.length;
    const weights = await readTensors(
      { w: tensor({ storage: '0', type, elements, shape: [elements], stride: [1] }) },
      { 0: bytes },
    );
    expect([...(weights.get('w')?.data ?? [])]).toEqual(values);
  });

  it('reads parameters, and leaves an optimiser aside', async () => {
    const parameter = new Call(new Global('torch._utils', '_rebuild_parameter'), [
      plainTensor('0', [6]),
      true,
      new Call(new Global('collections', 'OrderedDict'), []),
    ]);
    const root = new Map<PickleInput, PickleInput>([
      ['model', new Map([['p', parameter]])],
      ['optim', new Map<PickleInput, PickleInput>([['state', plainTensor('1', [1_000_000_000])]])],
      ['epoch', 500],
      ['lr', 0.001],
    ]);
    expect([...(await weightsOf(checkpointArchive(root, { 0: sixFloats }))).keys()]).toEqual(['p']);
  });

  it.each<[string, PickleInput, RegExp]>([
    ['os.system', new Call(new Global('os', 'system'), ['true']), /“os\.system”.*refused/],
    ['builtins.eval', new Global('builtins', 'eval'), /“builtins\.eval”/],
    ['a dtype that is called', new Call(new Global('torch', 'float32'), []), /call torch\.float32; refused/],
    ['an operation for other data', new Raw(Uint8Array.of(0x97)), /0x97.*refused/],
    ['a recall of nothing', new Raw(Uint8Array.of(0x68, 7)), /memo 7/],
    ['an empty stack', new Raw(Uint8Array.of(0x30)), /empty stack/],
    ['a text longer than the file', new Raw(Uint8Array.of(0x58, 255, 255, 255, 255)), /cut short/],
  ])('refuses %s', async (_, hostile, message) => {
    const archive = checkpointArchive(pickle(new Raw(pickle(hostile).slice(2, -1))), {});
    await expect(readCheckpoint(archive)).rejects.toThrow(message);
    await expect(readCheckpoint(archive)).rejects.toThrow(CheckpointError);
  });

  it.each<[string, PickleInput, RegExp]>([
    [
      'a tensor beyond its storage',
      tensor({ storage: '0', elements: 6, offset: 1, shape: [6], stride: [1] }),
      /element 6 of storage 0, 6/,
    ],
    [
      'a storage that is shorter than said',
      tensor({ storage: '0', elements: 7, shape: [7], stride: [1] }),
      /storage 0: 24 of 28 B/,
    ],
    [
      'a tensor that an expansion makes huge',
      tensor({ storage: '0', elements: 6, shape: [1_000_000, 1_000_000], stride: [0, 0] }),
      /larger than any/,
    ],
    [
      'a negative stride',
      tensor({ storage: '0', elements: 6, offset: 5, shape: [6], stride: [-1] }),
      /tensor: stride/,
    ],
    [
      'a storage out of the archive',
      tensor({ storage: '../../x', elements: 6, shape: [6], stride: [1] }),
      /“\.\.\/\.\.\/x”, which is no number/,
    ],
    ['what is no tensor', 'text', /no named tensors.*“model”.*state_dict/],
  ])('refuses %s', async (_, value, message) => {
    await expect(readTensors({ w: value }, { 0: sixFloats })).rejects.toThrow(message);
  });

  it.each(['../evil', '/etc/passwd', 'a/../../b', 'C:\\x', 'a\\b'])(
    'refuses an entry called %s',
    async (name) => {
      const archive = checkpointArchive(
        modelOf({ w: plainTensor('0', [6]) }),
        { 0: sixFloats },
        { [name]: sixFloats },
      );
      await expect(readCheckpoint(archive)).rejects.toThrow(/leaves the archive; refused/);
    },
  );

  it('says what else a file may be', async () => {
    await expect(readCheckpoint(Uint8Array.of(1, 2, 3))).rejects.toThrow(/no checkpoint.*safetensors/);
    const script = checkpointArchive(modelOf({}), {}, { 'archive/constants.pkl': sixFloats });
    await expect(readCheckpoint(script)).rejects.toThrow(/TorchScript/);
    const empty = checkpointArchive(new Map([['epoch', 1]]), {});
    await expect(readCheckpoint(empty)).rejects.toThrow(/no named tensors; its keys are “epoch”/);
    const other = checkpointArchive(modelOf({}), {}, {});
    await expect(readCheckpoint(other.slice(0, -30))).rejects.toThrow(/damaged \(zip\)/);
  });

  it('refuses big-endian storages', async () => {
    const archive = checkpointArchive(
      modelOf({ w: plainTensor('0', [6]) }),
      { 0: sixFloats },
      {
        'archive/byteorder': new TextEncoder().encode('big'),
      },
    );
    await expect(readCheckpoint(archive)).rejects.toThrow(/byte order is “big”/);
  });

  it('names a file that is not there', async () => {
    await expect(readCheckpointFile('/nowhere/00500.pth')).rejects.toThrow(/no file .*00500\.pth/);
  });

  it.skipIf(withoutShared)('reads a real checkpoint with its optimiser', async () => {
    const { weights } = await readCheckpointFile(sharedFile('export', 'trained_fastenhancer_t.pth'));
    expect(weights.size).toBe(106);
    expect(weights.get('rf_block.0.rnn.parametrizations.weight_ih_l0.original1')?.shape).toEqual([60, 20]);
    expect([...(weights.get('enc_pre.1.num_batches_tracked')?.data ?? [])]).toEqual([12345]);
  });
});
