import { zipSync, type Zippable } from 'fflate';

/** Raw opcodes to put into a pickle as they are. */
export class Raw {
  constructor(readonly bytes: Uint8Array) {}
}

/** A name `module.name` (opcode GLOBAL). */
export class Global {
  constructor(
    readonly module: string,
    readonly name: string,
  ) {}
}

/** `callee(*args)` (opcode REDUCE). */
export class Call {
  constructor(
    readonly callee: Global,
    readonly args: readonly PickleInput[],
  ) {}
}

/** A persistent id (opcode BINPERSID). */
export class PersistentId {
  constructor(readonly id: readonly PickleInput[]) {}
}

export type PickleInput =
  | null
  | boolean
  | number
  | string
  | readonly PickleInput[]
  | Map<PickleInput, PickleInput>
  | Raw
  | Global
  | Call
  | PersistentId;

const ascii = (text: string): number[] => [...Buffer.from(text, 'utf8')];
const uint32 = (value: number): number[] => [...new Uint8Array(Uint32Array.of(value).buffer)];

/** Opcodes that leave `value` on the stack. Arrays become tuples. */
function opcodes(value: PickleInput): number[] {
  if (value === null) return [0x4e];
  if (typeof value === 'boolean') return [value ? 0x88 : 0x89];
  if (typeof value === 'number') {
    if (Number.isInteger(value)) return [0x4a, ...uint32(value)];
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(value);
    return [0x47, ...bytes];
  }
  if (typeof value === 'string') return [0x58, ...uint32(Buffer.byteLength(value)), ...ascii(value)];
  if (value instanceof Raw) return [...value.bytes];
  if (value instanceof Global) return [0x63, ...ascii(`${value.module}\n${value.name}\n`)];
  if (value instanceof Call) return [...opcodes(value.callee), ...opcodes(value.args), 0x52];
  if (value instanceof PersistentId) return [...opcodes(value.id), 0x51];
  if (value instanceof Map)
    return [0x7d, 0x28, ...[...value].flatMap(([k, v]) => [...opcodes(k), ...opcodes(v)]), 0x75];
  return [0x28, ...value.flatMap(opcodes), 0x74];
}

/** A pickle of protocol 2, as `torch.save` writes it. */
export const pickle = (value: PickleInput): Uint8Array => Uint8Array.from([0x80, 2, ...opcodes(value), 0x2e]);

export interface TensorInput {
  /** Key of the storage; tensors may share one. */
  readonly storage: string;
  readonly type?: string;
  readonly elements: number;
  readonly offset?: number;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
}

/** A tensor as `_rebuild_tensor_v2` has it. */
export function tensor({ storage, type = 'FloatStorage', elements, offset = 0, shape, stride }: TensorInput) {
  const id = new PersistentId(['storage', new Global('torch', type), storage, 'cpu', elements]);
  return new Call(new Global('torch._utils', '_rebuild_tensor_v2'), [
    id,
    offset,
    shape,
    stride,
    false,
    new Call(new Global('collections', 'OrderedDict'), []),
  ]);
}

/** A row-major float32 tensor over a storage of its own. */
export function plainTensor(storage: string, shape: readonly number[]): Call {
  const stride = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const elements = shape.reduce((product, size) => product * size, 1);
  return tensor({ storage, elements, shape, stride });
}

/** The archive that `torch.save` writes: a pickle and raw storages under one root folder. */
export function checkpointArchive(
  root: PickleInput | Uint8Array,
  storages: Readonly<Record<string, Uint8Array>>,
  others: Readonly<Record<string, Uint8Array>> = {},
  level: 0 | 6 = 0,
): Uint8Array {
  const files: Zippable = {
    'archive/data.pkl': root instanceof Uint8Array ? root : pickle(root),
    'archive/byteorder': new TextEncoder().encode('little'),
  };
  for (const [key, bytes] of Object.entries(storages)) files[`archive/data/${key}`] = bytes;
  for (const [name, bytes] of Object.entries(others)) files[name] = bytes;
  return zipSync(files, { level });
}

/** Bytes of float32 values. */
export const float32Bytes = (values: ArrayLike<number>): Uint8Array =>
  new Uint8Array(Float32Array.from(values).buffer);

/** `{'model': {…}}`. */
export const modelOf = (tensors: Readonly<Record<string, PickleInput>>): Map<PickleInput, PickleInput> =>
  new Map([['model', new Map<PickleInput, PickleInput>(Object.entries(tensors))]]);

/** The first pickle of a file in the format before archives: torch's magic number. */
const LEGACY_MAGIC = Uint8Array.of(
  ...[0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e],
);

/** A file in the format before archives, with float32 storages. */
export function legacyCheckpoint(
  root: PickleInput,
  storages: Readonly<Record<string, Uint8Array>>,
  isLittleEndian = true,
): Uint8Array {
  const keys = Object.keys(storages);
  const system = new Map<PickleInput, PickleInput>([['little_endian', isLittleEndian]]);
  const data = keys.flatMap((key) => {
    const bytes = storages[key] as Uint8Array;
    return [new Uint8Array(BigInt64Array.of(BigInt(bytes.length / 4)).buffer), bytes];
  });
  const parts = [LEGACY_MAGIC, pickle(1001), pickle(system), pickle(root), pickle(keys), ...data];
  return new Uint8Array(Buffer.concat(parts));
}

/** A safetensors file. */
export function safetensorsFile(
  tensors: Readonly<
    Record<string, { readonly dtype: string; readonly shape: readonly number[]; readonly bytes: Uint8Array }>
  >,
): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  let at = 0;
  for (const [name, { dtype, shape, bytes }] of Object.entries(tensors)) {
    header[name] = { dtype, shape, data_offsets: [at, at + bytes.length] };
    at += bytes.length;
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  const data = Object.values(tensors).map(({ bytes }) => bytes);
  return new Uint8Array(Buffer.concat([length, json, ...data]));
}

/** The archive of a training run's checkpoint with these tensors, double precision. */
export function checkpointOf(
  tensors: ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float64Array }>,
): Uint8Array {
  const storages: Record<string, Uint8Array> = {};
  const entries = [...tensors].map(([name, { shape, data }], i): [string, Call] => {
    storages[i] = new Uint8Array(data.slice().buffer);
    const stride = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
    const type = 'DoubleStorage';
    return [name, tensor({ storage: String(i), type, elements: data.length, shape, stride })];
  });
  return checkpointArchive(modelOf(Object.fromEntries(entries)), storages);
}
