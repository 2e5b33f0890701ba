import { words } from '../../words/words.js';
import { damaged, fail, shown } from './checkpoint-error.js';
import { storageTypes, torchTypes, untyped, type ElementType } from './element-type.js';
import { MAX_AXES } from './limits.js';
import {
  AllowedGlobal,
  InertObject,
  StorageReference,
  TensorReference,
  type PickleValue,
} from './pickle-value.js';

const isCount = (value: PickleValue | undefined): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

function counts(value: PickleValue | undefined, what: string): readonly number[] {
  if (!Array.isArray(value) || value.length > MAX_AXES || !value.every(isCount))
    return damaged(`tensor: ${what}`);
  return value;
}

function makeTensor(
  storage: PickleValue | undefined,
  type: ElementType | undefined,
  [offset, size, stride]: readonly (PickleValue | undefined)[],
): TensorReference {
  if (!(storage instanceof StorageReference) || !isCount(offset)) return damaged('tensor: storage');
  const shape = counts(size, 'size');
  const strides = counts(stride, 'stride');
  if (shape.length !== strides.length) return damaged('tensor: stride');
  const elementType = type ?? storage.type;
  if (!shape.includes(0)) {
    const last = shape.reduce((at, extent, axis) => at + (extent - 1) * (strides[axis] as number), offset);
    const elements = Math.floor(storage.bytes / elementType.size);
    if (last >= elements) return damaged(`tensor: element ${last} of storage ${storage.key}, ${elements}`);
  }
  return new TensorReference(storage, elementType, offset, shape, strides);
}

/** `_rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks)`. */
const rebuildTensor = ([storage, ...view]: readonly PickleValue[]): PickleValue =>
  makeTensor(storage, undefined, view);

/** `_rebuild_tensor_v3(storage, offset, size, stride, requires_grad, backward_hooks, dtype, …)`. */
function rebuildTypedTensor([storage, ...view]: readonly PickleValue[]): PickleValue {
  const dtype = view[5];
  const type = dtype instanceof AllowedGlobal ? dtype.elementType : undefined;
  return type ? makeTensor(storage, type, view) : damaged('tensor: dtype');
}

/** `_rebuild_parameter(tensor, requires_grad, backward_hooks, …)`: its tensor. */
const rebuildParameter = ([tensor]: readonly PickleValue[]): PickleValue =>
  tensor instanceof TensorReference ? tensor : damaged('parameter: tensor');

/** `_rebuild_from_type_v2(function, type, args, state)`: a tensor with attributes of its own. */
function rebuildFromType([rebuild, , args]: readonly PickleValue[]): PickleValue {
  if (!(rebuild instanceof AllowedGlobal) || !rebuild.call || !Array.isArray(args))
    return damaged('tensor: type');
  return rebuild.call(args);
}

/** `OrderedDict()`, or one of a list of pairs. Arguments of other kinds, as a `defaultdict` has, are left out. */
function dictionary([items]: readonly PickleValue[]): PickleValue {
  const dict = new Map<PickleValue, PickleValue>();
  if (items instanceof Map) for (const [key, value] of items) dict.set(key, value);
  if (!Array.isArray(items)) return dict;
  for (const item of items) {
    if (!Array.isArray(item) || item.length !== 2) return damaged('dictionary: pair');
    dict.set(item[0] as PickleValue, item[1] as PickleValue);
  }
  return dict;
}

/** `copyreg._reconstructor(class, base, state)`: an empty object of the class. */
function reconstruct([type]: readonly PickleValue[]): PickleValue {
  if (!(type instanceof AllowedGlobal)) return damaged('object: class');
  return type.call ? type.call([]) : refuseCall(type.name);
}

/** @throws CheckpointError, since what is no function can't be called */
export const refuseCall = (name: string): never => fail(words('export.checkpointCalls', { name }));

const inert = (name: string): AllowedGlobal => new AllowedGlobal(name, () => new InertObject(name));

/** Dictionaries by another name. */
const DICTIONARIES = [
  'collections.OrderedDict',
  'collections.defaultdict',
  'collections.Counter',
  'builtins.dict',
  '__builtin__.dict',
  'easydict.EasyDict',
  'addict.addict.Dict',
  'yacs.config.CfgNode',
];

/** Classes and functions whose results are of no use here: numbers, dates, paths and settings beside the weights. */
const HARMLESS = [
  ...['set', 'frozenset', 'list', 'tuple', 'int', 'float', 'complex', 'bool', 'str', 'bytes', 'bytearray']
    .concat('slice', 'range', 'object')
    .flatMap((name) => [`builtins.${name}`, `__builtin__.${name}`]),
  '_codecs.encode',
  'argparse.Namespace',
  'types.SimpleNamespace',
  'collections.deque',
  'decimal.Decimal',
  'fractions.Fraction',
  'uuid.UUID',
  'utils.hparams.HParams',
  'numpy.dtype',
  'numpy.ndarray',
  ...['numpy.core', 'numpy._core'].flatMap((module) => [
    `${module}.multiarray.scalar`,
    `${module}.multiarray._reconstruct`,
    `${module}.numeric._frombuffer`,
  ]),
  'torch.device',
  'torch.nn.parameter.Parameter',
  'torch.Tensor',
  'torch.serialization._get_layout',
  'torch.storage._load_from_bytes',
];

/** Modules that hold nothing but such classes. */
const HARMLESS_MODULES =
  /^(datetime|pathlib(\._local)?|omegaconf|torch\.optim|torch\.torch_version)\.[\w.]+$/;

const allowed: ReadonlyMap<string, AllowedGlobal> = new Map(
  [
    ...DICTIONARIES.map((name) => new AllowedGlobal(name, dictionary)),
    ...HARMLESS.map(inert),
    new AllowedGlobal('copyreg._reconstructor', reconstruct),
    new AllowedGlobal('copy_reg._reconstructor', reconstruct),
    new AllowedGlobal('torch._utils._rebuild_tensor', rebuildTensor),
    new AllowedGlobal('torch._utils._rebuild_tensor_v2', rebuildTensor),
    new AllowedGlobal('torch._utils._rebuild_tensor_v3', rebuildTypedTensor),
    new AllowedGlobal('torch._utils._rebuild_parameter', rebuildParameter),
    new AllowedGlobal('torch._utils._rebuild_parameter_with_state', rebuildParameter),
    new AllowedGlobal('torch._tensor._rebuild_from_type_v2', rebuildFromType),
    new AllowedGlobal('torch.Size', ([sizes]) => [...counts(sizes, 'size')]),
    new AllowedGlobal('torch.storage.UntypedStorage', undefined, untyped),
    ...[...torchTypes].map(([name, type]) => new AllowedGlobal(`torch.${name}`, undefined, type)),
    ...[...storageTypes].flatMap(([name, type]) =>
      ['torch', 'torch.cuda'].map((module) => new AllowedGlobal(`${module}.${name}`, undefined, type)),
    ),
  ].map((global) => [global.name, global]),
);

/**
 * Looks up what `module.name` stands for in a checkpoint of weights.
 *
 * @throws CheckpointError that names it, when it is not on the list: a pickle is a program, and this one would
 *   run something else
 */
export const allowedGlobal = (name: string): AllowedGlobal =>
  allowed.get(name) ??
  (HARMLESS_MODULES.test(name)
    ? inert(name)
    : fail(words('export.checkpointAsksFor', { name: shown(name) })));

/** Keys are small numbers in an archive, and addresses in memory in the format before it. */
const STORAGE_KEY = /^[0-9]{1,20}$/;

/**
 * Reads a persistent id. Before archives it had a sixth part, which old versions of torch used for views.
 *
 * @throws CheckpointError when it is no storage
 */
export function storageReference(id: PickleValue): StorageReference {
  if (!Array.isArray(id) || id.length < 5 || id[0] !== 'storage') return damaged('persistent id');
  const [, type, key, , elements, view = null] = id;
  const elementType = type instanceof AllowedGlobal ? type.elementType : undefined;
  if (!elementType || view !== null) return damaged('storage: type');
  if (typeof key !== 'string' || !STORAGE_KEY.test(key))
    return fail(words('export.checkpointStorageName', { name: shown(String(key)) }));
  if (!isCount(elements)) return damaged(`storage ${key}: elements`);
  return new StorageReference(elementType, key, elements);
}
