import { open } from 'node:fs/promises';
import { messageOf, UserError } from '../../shared/user-error.js';
import { TensorReference, type StorageReference } from './allowed-globals.js';
import { Archive } from './archive.js';
import { damaged, fail } from './checkpoint-error.js';
import { readPickle, type PickleValue } from './pickle.js';

/** A tensor of a checkpoint, row-major. */
export interface CheckpointTensor {
  readonly shape: readonly number[];
  /** Float64Array where a float32 can't hold every value of the stored type (double, int64, int32). */
  readonly data: Float32Array | Float64Array;
}

/** The tensors of the checkpoint's `model`, by their dotted names. */
export type StateDict = ReadonlyMap<string, CheckpointTensor>;

/** The largest known family with its optimiser's state is about 60 MB. */
const MAX_FILE_BYTES = 128 * 2 ** 20;
const MAX_PICKLE_BYTES = 4 * 2 ** 20;
/** Elements of all tensors of the model together. */
const MAX_ELEMENTS = 16 * 2 ** 20;

/** First bytes of torch's format before 1.6: a pickled whole number, 0x1950a86a20f9469cfc6c. */
const oldMagic = [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

/**
 * Reads the weights of a checkpoint file.
 *
 * @throws UserError when the file can't be read; CheckpointError when it is no checkpoint or a hostile one
 */
export async function readCheckpointFile(file: string): Promise<{ bytes: Uint8Array; weights: StateDict }> {
  let bytes: Uint8Array;
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      if (size > MAX_FILE_BYTES) tooLarge(`${Math.round(size / 2 ** 20)} MiB`);
      bytes = await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${file} can't be read: ${messageOf(error)}`);
  }
  return { bytes, weights: readCheckpoint(bytes) };
}

/**
 * Reads the weights under `model` of what `torch.save` wrote (torch 1.6 or later). Storages may be shared and
 * tensors non-contiguous; every size is checked before anything of that size is allocated, and nothing that
 * the file asks for is run.
 *
 * @param bytes the whole file
 * @throws CheckpointError that says what is wrong
 */
export function readCheckpoint(bytes: Uint8Array): StateDict {
  if (bytes.length > MAX_FILE_BYTES) tooLarge(`${Math.round(bytes.length / 2 ** 20)} MiB`);
  if (isOldFormat(bytes))
    fail(
      'The checkpoint is in the format of torch before 1.6. Load it and save it again with a current torch: torch.save(torch.load(FILE), FILE).',
    );
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    fail('This file is no PyTorch checkpoint: it is no zip archive.');
  const archive = new Archive(bytes);
  if (archive.has('constants.pkl'))
    fail('This file is a TorchScript module. Give the training checkpoint (NNNNN.pth) instead.');
  checkByteOrder(archive);
  if ((archive.sizeOf('data.pkl') as number) > MAX_PICKLE_BYTES) tooLarge('a very long pickle');
  const root = readPickle(archive.read(['data.pkl']).get('data.pkl') as Uint8Array);
  const references = modelTensors(root);
  const storages = readStorages(archive, references.values());
  const weights = new Map<string, CheckpointTensor>();
  for (const [name, tensor] of references) weights.set(name, readTensor(tensor, storages));
  return weights;
}

const tooLarge = (what: string): never =>
  fail(
    `The checkpoint is larger than any of the known families (${what}); refused. Save its weights alone: torch.save({'model': checkpoint['model']}, 'model.pth').`,
  );

/** Behind the two bytes of PROTO, if there are any. */
const isOldFormat = (bytes: Uint8Array): boolean =>
  [0, 2].some((start) => oldMagic.every((byte, i) => bytes[start + i] === byte));

function checkByteOrder(archive: Archive): void {
  if (!archive.has('byteorder')) return;
  if ((archive.sizeOf('byteorder') as number) > 16) damaged('its byte order is unreadable');
  const order = new TextDecoder().decode(archive.read(['byteorder']).get('byteorder')).trim();
  if (order !== 'little') fail(`The checkpoint's byte order is “${order}”; only “little” can be read.`);
}

/** The tensors of `model`, whose elements together are few enough. */
function modelTensors(root: PickleValue): Map<string, TensorReference> {
  const model = root instanceof Map ? root.get('model') : undefined;
  if (!(model instanceof Map))
    return fail(
      'The checkpoint has no “model” with weights in it: it is not of a FastEnhancer training run.',
    );
  const tensors = new Map<string, TensorReference>();
  let elements = 0;
  for (const [name, tensor] of model) {
    if (typeof name !== 'string' || !(tensor instanceof TensorReference))
      return fail(`The checkpoint's “model” holds “${String(name).slice(0, 80)}”, which is no named tensor.`);
    elements += tensor.shape.reduce((product, size) => product * size, 1);
    if (elements > MAX_ELEMENTS) tooLarge(`more than ${MAX_ELEMENTS} weights`);
    tensors.set(name, tensor);
  }
  return tensors;
}

const entryOf = (storage: StorageReference): string => `data/${storage.key}`;

function readStorages(archive: Archive, tensors: Iterable<TensorReference>): Map<string, Uint8Array> {
  const names = new Set<string>();
  let total = 0;
  for (const { storage } of tensors) {
    const name = entryOf(storage);
    const size = archive.sizeOf(name);
    if (size !== storage.elements * storage.type.size)
      return damaged(`storage ${storage.key} should have ${storage.elements * storage.type.size} bytes`);
    if (!names.has(name)) total += size;
    names.add(name);
  }
  if (total > MAX_FILE_BYTES) tooLarge(`${Math.round(total / 2 ** 20)} MiB of weights`);
  return archive.read(names);
}

/** Copies a tensor out of its storage, in row-major order. */
function readTensor(
  { storage, offset, shape, stride }: TensorReference,
  storages: ReadonlyMap<string, Uint8Array>,
): CheckpointTensor {
  const bytes = storages.get(entryOf(storage)) as Uint8Array;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { size, read, fitsFloat32 } = storage.type;
  const length = shape.reduce((product, extent) => product * extent, 1);
  const data = fitsFloat32 ? new Float32Array(length) : new Float64Array(length);
  const index = shape.map(() => 0);
  let at = offset;
  for (let i = 0; i < length; i++) {
    data[i] = read(view, at * size);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += stride[axis] as number;
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      at -= (stride[axis] as number) * (shape[axis] as number);
      index[axis] = 0;
    }
  }
  return { shape: [...shape], data };
}
