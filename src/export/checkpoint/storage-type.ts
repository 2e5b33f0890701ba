/** How the elements of a storage lie in its file: little-endian, `size` bytes each. */
export interface StorageType {
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

/** Storage classes of the module `torch` that a pickle may name. */
export const storageTypes: ReadonlyMap<string, StorageType> = new Map<string, StorageType>([
  ['FloatStorage', { size: 4, read: (view, at) => view.getFloat32(at, true), fitsFloat32: true }],
  ['DoubleStorage', { size: 8, read: (view, at) => view.getFloat64(at, true), fitsFloat32: false }],
  ['HalfStorage', { size: 2, read: readHalf, fitsFloat32: true }],
  ['BFloat16Storage', { size: 2, read: readBfloat16, fitsFloat32: true }],
  ['LongStorage', { size: 8, read: (view, at) => Number(view.getBigInt64(at, true)), fitsFloat32: false }],
  ['IntStorage', { size: 4, read: (view, at) => view.getInt32(at, true), fitsFloat32: false }],
  ['ShortStorage', { size: 2, read: (view, at) => view.getInt16(at, true), fitsFloat32: true }],
  ['CharStorage', { size: 1, read: (view, at) => view.getInt8(at), fitsFloat32: true }],
  ['ByteStorage', { size: 1, read: (view, at) => view.getUint8(at), fitsFloat32: true }],
  ['BoolStorage', { size: 1, read: (view, at) => (view.getUint8(at) ? 1 : 0), fitsFloat32: true }],
]);
