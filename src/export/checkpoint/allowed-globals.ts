import { damaged, fail } from './checkpoint-error.js';
import type { PickleValue } from './pickle.js';
import { storageTypes, type StorageType } from './storage-type.js';

/** A tensor as a pickle describes it: a view into a storage that lies in a file of its own. */
export class TensorReference {
  constructor(
    readonly storage: StorageReference,
    /** First element, and distance between neighbours on each axis, in elements of the storage. */
    readonly offset: number,
    readonly shape: readonly number[],
    readonly stride: readonly number[],
  ) {}
}

/** The persistent id `('storage', type, key, location, numel)`: `numel` elements in the entry `data/KEY`. */
export class StorageReference {
  constructor(
    readonly type: StorageType,
    readonly key: string,
    readonly elements: number,
  ) {}
}

/** Something that a pickle may name; `call` is what we do when it asks to call it. */
export class AllowedGlobal {
  constructor(
    readonly name: string,
    readonly call: ((args: readonly PickleValue[]) => PickleValue) | undefined,
    readonly storageType?: StorageType,
  ) {}
}

const MAX_AXES = 16;

const isCount = (value: PickleValue | undefined): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

function counts(value: PickleValue | undefined, what: string): readonly number[] {
  if (!Array.isArray(value) || value.length > MAX_AXES || !value.every(isCount))
    return damaged(`a tensor's ${what} is no short list of counts`);
  return value;
}

/** `_rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks)`. */
function rebuildTensor(args: readonly PickleValue[]): PickleValue {
  const [storage, offset] = args;
  if (!(storage instanceof StorageReference) || !isCount(offset))
    return damaged('a tensor has no storage or offset');
  const shape = counts(args[2], 'size');
  const stride = counts(args[3], 'stride');
  if (shape.length !== stride.length) return damaged('a tensor has more sizes than strides, or fewer');
  if (!shape.includes(0)) {
    const last = shape.reduce((at, size, axis) => at + (size - 1) * (stride[axis] as number), offset);
    if (last >= storage.elements)
      return damaged(
        `a tensor reaches element ${last} of storage ${storage.key}, which has ${storage.elements}`,
      );
  }
  return new TensorReference(storage, offset, shape, stride);
}

/** `_rebuild_parameter(tensor, requires_grad, backward_hooks)`: its tensor. */
function rebuildParameter([tensor]: readonly PickleValue[]): PickleValue {
  return tensor instanceof TensorReference ? tensor : damaged('a parameter has no tensor');
}

/** `OrderedDict()` or `OrderedDict([(key, value), …])`. */
function orderedDict([items]: readonly PickleValue[]): PickleValue {
  const dict = new Map<PickleValue, PickleValue>();
  if (items === undefined) return dict;
  if (!Array.isArray(items)) return damaged('an OrderedDict is made of no list');
  for (const item of items) {
    if (!Array.isArray(item) || item.length !== 2)
      return damaged('an OrderedDict has an item that is no pair');
    dict.set(item[0] as PickleValue, item[1] as PickleValue);
  }
  return dict;
}

const inert = [
  'float32',
  'float64',
  'float16',
  'bfloat16',
  'int64',
  'int32',
  'int16',
  'int8',
  'uint8',
  'bool',
];

const allowed: ReadonlyMap<string, AllowedGlobal> = new Map(
  [
    new AllowedGlobal('collections.OrderedDict', orderedDict),
    new AllowedGlobal('torch._utils._rebuild_tensor_v2', rebuildTensor),
    new AllowedGlobal('torch._utils._rebuild_parameter', rebuildParameter),
    new AllowedGlobal('torch.Size', ([sizes]) => [...counts(sizes, 'size')]),
    ...inert.map((dtype) => new AllowedGlobal(`torch.${dtype}`, undefined)),
    ...[...storageTypes].map(([name, type]) => new AllowedGlobal(`torch.${name}`, undefined, type)),
  ].map((global) => [global.name, global]),
);

/**
 * What `module.name` may stand for in a checkpoint of weights.
 *
 * @throws CheckpointError that names it, when it is not on the list: a pickle is a program, and this one would
 *   run something else
 */
export const allowedGlobal = (name: string): AllowedGlobal =>
  allowed.get(name) ??
  fail(
    `The checkpoint asks for “${name.slice(0, 100)}”, which weights have no need of; refused. If you trust it, save its weights alone with torch: torch.save({'model': checkpoint['model']}, 'model.pth').`,
  );

/** Reads a persistent id. */
export function storageReference(id: PickleValue): StorageReference {
  if (!Array.isArray(id) || id.length !== 5 || id[0] !== 'storage')
    return damaged('a persistent id is no storage');
  const [, type, key, , elements] = id;
  const storageType = type instanceof AllowedGlobal ? type.storageType : undefined;
  if (!storageType) return damaged('a storage has no type');
  if (typeof key !== 'string' || !/^[0-9]{1,9}$/.test(key))
    return fail(
      `The checkpoint asks for the storage “${String(key).slice(0, 80)}”, which is no number; refused.`,
    );
  if (!isCount(elements)) return damaged(`storage ${key} has no number of elements`);
  return new StorageReference(storageType, key, elements);
}
