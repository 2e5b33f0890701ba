import { openRegularFile } from '../../files/regular-file.js';
import { onDisk } from '../../files/file-errors.js';
import { words, type Words } from '../../words/words.js';
import { Archive } from './archive.js';
import { damaged, fail } from './checkpoint-error.js';
import { isLegacy, readLegacy } from './legacy.js';
import { MAX_DESCRIPTION_BYTES, MAX_ELEMENTS, MAX_FILE_BYTES, tooLarge, tooManyBytes } from './limits.js';
import { readPickle } from './pickle.js';
import { TensorReference, type PickleValue } from './pickle-value.js';
import { copySafeTensor, isSafetensors, readSafetensors } from './safetensors.js';
import { selectWeights } from './select-weights.js';
import type { StorageSource } from './storage-source.js';
import { copyTensor, type CheckpointTensor, type StateDict } from './tensor.js';

/** One set of weights of a checkpoint. */
export interface Checkpoint {
  readonly weights: StateDict;
  /** Remarks for the user on how the weights were found. */
  readonly notes: readonly Words[];
}

/**
 * Reads the weights of a checkpoint file.
 *
 * @param wanted key of the set of weights to take, where there are several
 * @throws UserError when the file can't be read; CheckpointError when it is no checkpoint or a hostile one
 */
export async function readCheckpointFile(
  file: string,
  wanted?: string,
): Promise<Checkpoint & { readonly bytes: Uint8Array }> {
  const { handle, size } = await openRegularFile(file);
  try {
    if (size > MAX_FILE_BYTES) tooManyBytes(size);
    const bytes = await onDisk('read', file, () => handle.readFile());
    return { bytes, ...(await readCheckpoint(bytes, wanted)) };
  } finally {
    await handle.close();
  }
}

/**
 * Reads the weights of what `torch.save` wrote, as an archive or in the format before it, or of a safetensors file.
 * Storages may be shared and tensors non-contiguous; every size is checked before anything of that size is
 * allocated, and nothing that the file asks for is run.
 *
 * @param bytes the whole file
 * @throws CheckpointError that says what is wrong
 */
export async function readCheckpoint(bytes: Uint8Array, wanted?: string): Promise<Checkpoint> {
  if (bytes.length > MAX_FILE_BYTES) tooManyBytes(bytes.length);
  if (isSafetensors(bytes)) return fromSafetensors(bytes, wanted);
  if (isLegacy(bytes)) {
    const { root, storages } = readLegacy(bytes);
    return fromPickle(root, storages, wanted);
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return fail(words('export.checkpointUnknownFormat'));
  const archive = await Archive.open(bytes);
  if (archive.has('constants.pkl')) fail(words('export.checkpointTorchScript'));
  await checkByteOrder(archive);
  const { value } = readPickle(await archive.readPickle(MAX_DESCRIPTION_BYTES));
  return fromPickle(value, archive, wanted);
}

const LONGEST_BYTE_ORDER = 16;

async function checkByteOrder(archive: Archive): Promise<void> {
  if (!archive.has('byteorder')) return;
  const order = new TextDecoder().decode(await archive.readEntry('byteorder', LONGEST_BYTE_ORDER)).trim();
  if (order !== 'little') fail(words('export.checkpointByteOrder', { order }));
}

function fromSafetensors(bytes: Uint8Array, wanted: string | undefined): Checkpoint {
  const all = readSafetensors(bytes);
  const { tensors, notes } = selectWeights(all, isObject<ValueOf<typeof all>>, wanted);
  refuseTooMany(tensors.values());
  return { weights: mapValues(tensors, copySafeTensor), notes };
}

type ValueOf<M> = M extends ReadonlyMap<string, infer Value> ? Value : never;

const isObject = <T>(value: unknown): value is T => typeof value === 'object' && value !== null;

const isReference = (value: unknown): value is TensorReference => value instanceof TensorReference;

async function fromPickle(
  root: PickleValue,
  source: StorageSource,
  wanted: string | undefined,
): Promise<Checkpoint> {
  const { tensors, notes } = selectWeights(root, isReference, wanted);
  refuseTooMany(tensors.values());
  const storages = await readStorages(source, tensors.values());
  const copy = (tensor: TensorReference): CheckpointTensor =>
    copyTensor(tensor, storages.get(tensor.storage.key) as Uint8Array);
  return { weights: mapValues(tensors, copy), notes };
}

const mapValues = <A, B>(map: ReadonlyMap<string, A>, change: (value: A) => B): Map<string, B> =>
  new Map(Array.from(map, ([name, value]) => [name, change(value)]));

function refuseTooMany(tensors: Iterable<{ readonly shape: readonly number[] }>): void {
  let elements = 0;
  for (const { shape } of tensors) elements += shape.reduce((product, size) => product * size, 1);
  if (elements > MAX_ELEMENTS) tooLarge(`> ${MAX_ELEMENTS} weights`);
}

async function readStorages(
  source: StorageSource,
  tensors: Iterable<TensorReference>,
): Promise<Map<string, Uint8Array>> {
  const sizes = new Map<string, number>();
  for (const { storage } of tensors) {
    const { key, bytes } = storage;
    const size = source.bytesOf(key);
    if (size !== bytes) return damaged(`storage ${key}: ${size ?? 'no'} of ${bytes} B`);
    sizes.set(key, bytes);
  }
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  if (total > MAX_FILE_BYTES) tooManyBytes(total);
  const storages = new Map<string, Uint8Array>();
  for (const key of sizes.keys()) storages.set(key, await source.read(key));
  return storages;
}
