/** How the elements of a tensor are stored: little-endian, `size` bytes each. */
export interface ElementType {
  readonly size: number;
  /** Element at byte `at`. int64 beyond ±2⁵³ is rounded to the nearest double. */
  readonly read: (view: DataView, at: number) => number;
  /** Whether a float32 holds every value exactly; the others are kept as float64. */
  readonly fitsFloat32: boolean;
}

/** IEEE 754 binary16. */
function readHalf(view: DataView, at: number): number {
  const bits = view.getUint16(at, true);
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (exponent ? (1 + fraction / 1024) * 2 ** (exponent - 15) : (fraction / 1024) * 2 ** -14);
}

const scratch = new DataView(new ArrayBuffer(4));

/** bfloat16: the upper half of a float32. */
function readBfloat16(view: DataView, at: number): number {
  scratch.setUint32(0, view.getUint16(at, true) << 16);
  return scratch.getFloat32(0);
}

const float32: ElementType = { size: 4, read: (view, at) => view.getFloat32(at, true), fitsFloat32: true };
const float64: ElementType = { size: 8, read: (view, at) => view.getFloat64(at, true), fitsFloat32: false };
const float16: ElementType = { size: 2, read: readHalf, fitsFloat32: true };
const bfloat16: ElementType = { size: 2, read: readBfloat16, fitsFloat32: true };
const int64: ElementType = {
  size: 8,
  read: (view, at) => Number(view.getBigInt64(at, true)),
  fitsFloat32: false,
};
const int32: ElementType = { size: 4, read: (view, at) => view.getInt32(at, true), fitsFloat32: false };
const int16: ElementType = { size: 2, read: (view, at) => view.getInt16(at, true), fitsFloat32: true };
const int8: ElementType = { size: 1, read: (view, at) => view.getInt8(at), fitsFloat32: true };
const uint8: ElementType = { size: 1, read: (view, at) => view.getUint8(at), fitsFloat32: true };
const bool: ElementType = { size: 1, read: (view, at) => (view.getUint8(at) ? 1 : 0), fitsFloat32: true };

/** Bytes without a type; the tensor's own type says how to read them. */
export const untyped: ElementType = uint8;

/** By the names of torch's storage classes. */
export const storageTypes: ReadonlyMap<string, ElementType> = new Map([
  ['FloatStorage', float32],
  ['DoubleStorage', float64],
  ['HalfStorage', float16],
  ['BFloat16Storage', bfloat16],
  ['LongStorage', int64],
  ['IntStorage', int32],
  ['ShortStorage', int16],
  ['CharStorage', int8],
  ['ByteStorage', uint8],
  ['BoolStorage', bool],
]);

/** By the names of torch's dtypes. */
export const torchTypes: ReadonlyMap<string, ElementType> = new Map([
  ['float32', float32],
  ['float64', float64],
  ['float16', float16],
  ['bfloat16', bfloat16],
  ['int64', int64],
  ['int32', int32],
  ['int16', int16],
  ['int8', int8],
  ['uint8', uint8],
  ['bool', bool],
]);

/** By the names of the safetensors format. */
export const safetensorsTypes: ReadonlyMap<string, ElementType> = new Map([
  ['F32', float32],
  ['F64', float64],
  ['F16', float16],
  ['BF16', bfloat16],
  ['I64', int64],
  ['I32', int32],
  ['I16', int16],
  ['I8', int8],
  ['U8', uint8],
  ['BOOL', bool],
]);
