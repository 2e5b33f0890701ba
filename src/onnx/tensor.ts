import { create } from '@bufbuild/protobuf';
import { TensorProtoSchema, TensorProto_DataType, type TensorProto } from './onnx_pb.js';

/** Number of elements of a shape; 1 for a scalar, []. */
export const elementsOf = (shape: readonly number[]): number =>
  shape.reduce((product, size) => product * size, 1);

/** Shape of a tensor. */
export const shapeOf = (tensor: TensorProto): number[] => tensor.dims.map(Number);

function tensor(name: string, dataType: TensorProto_DataType, dims: readonly number[], rawData: Uint8Array) {
  return create(TensorProtoSchema, { name, dataType, dims: dims.map(BigInt), rawData });
}

/** The bytes of `data` (ONNX's raw_data is little-endian, as is every machine that this runs on). */
const bytesOf = (data: Float32Array | BigInt64Array): Uint8Array =>
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();

/** A float32 tensor. */
export function floatTensor(name: string, data: ArrayLike<number>, shape: readonly number[]): TensorProto {
  if (data.length !== elementsOf(shape))
    throw new RangeError(`${name} has ${data.length} values, but the shape [${shape.join(', ')}].`);
  return tensor(name, TensorProto_DataType.FLOAT, shape, bytesOf(Float32Array.from(data)));
}

/** An int64 vector; a scalar when `shape` is []. */
export function intTensor(
  name: string,
  data: readonly number[],
  shape: readonly number[] = [data.length],
): TensorProto {
  return tensor(name, TensorProto_DataType.INT64, shape, bytesOf(BigInt64Array.from(data, BigInt)));
}

/** Values of a float32 tensor whose data lies in the file, or undefined when it is of another kind. */
export function floatsOf(tensor: TensorProto): Float32Array | undefined {
  if (tensor.dataType !== TensorProto_DataType.FLOAT || tensor.externalData.length > 0) return undefined;
  if (tensor.rawData.length > 0) return new Float32Array(tensor.rawData.slice().buffer);
  return Float32Array.from(tensor.floatData);
}

/** Values of an int64 tensor whose data lies in the file, or undefined when it is of another kind. */
export function intsOf(tensor: TensorProto): number[] | undefined {
  if (tensor.dataType !== TensorProto_DataType.INT64 || tensor.externalData.length > 0) return undefined;
  if (tensor.rawData.length > 0) return Array.from(new BigInt64Array(tensor.rawData.slice().buffer), Number);
  return tensor.int64Data.map(Number);
}
