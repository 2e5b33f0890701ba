import type { ElementType } from './element-type.js';

/** A tensor of a checkpoint, row-major. */
export interface CheckpointTensor {
  readonly shape: readonly number[];
  /** Float64Array where a float32 can't hold every value of the stored type (double, int64, int32). */
  readonly data: Float32Array | Float64Array;
}

/** The tensors of one set of weights, by their dotted names. */
export type StateDict = ReadonlyMap<string, CheckpointTensor>;

/** Position of a tensor's elements in its storage. Offset and strides are counted in elements. */
export interface TensorLayout {
  readonly type: ElementType;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
}

/** Distances between neighbours on each axis of a row-major tensor, in elements. */
export const rowMajor = (shape: readonly number[]): number[] =>
  shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));

/** Copies a tensor out of its storage, in row-major order. The caller has checked that it lies within. */
export function copyTensor(
  { type, offset, shape, stride }: TensorLayout,
  storage: Uint8Array,
): CheckpointTensor {
  const view = new DataView(storage.buffer, storage.byteOffset, storage.byteLength);
  const { size, read, fitsFloat32 } = type;
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
