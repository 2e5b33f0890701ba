import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { fileError, onDisk } from '../files/file-errors.js';
import { openRegularFile } from '../files/regular-file.js';
import { replaceFile } from '../files/replace-file.js';
import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import {
  ModelProtoSchema,
  TensorProto_DataLocation,
  TensorProto_DataType,
  type ModelProto,
  type TensorProto,
} from './onnx_pb.js';
import { elementsOf, shapeOf } from './tensor.js';
import { allTensors } from './walk.js';

/** Endings of ONNX files. */
export const MODEL_ENDINGS = ['.onnx'] as const;

/** Streaming enhancers are below 10 MiB; what is far larger is another kind of model. */
const LARGEST_FILE_MIB = 256;

/** Bytes per element of the types that a model of this kind is made of. */
const ELEMENT_BYTES: Partial<Record<TensorProto_DataType, number>> = {
  [TensorProto_DataType.FLOAT]: 4,
  [TensorProto_DataType.DOUBLE]: 8,
  [TensorProto_DataType.INT64]: 8,
  [TensorProto_DataType.INT32]: 4,
  [TensorProto_DataType.FLOAT16]: 2,
  [TensorProto_DataType.BFLOAT16]: 2,
  [TensorProto_DataType.INT8]: 1,
  [TensorProto_DataType.UINT8]: 1,
  [TensorProto_DataType.BOOL]: 1,
};

/**
 * Reads an ONNX file (ONNX IR, onnx.proto). Tensors stored outside the file are left there.
 *
 * @throws UserError when there is no such file, or it is text, cut off, too large, no ONNX model, or refers to
 *   data outside its own folder
 */
export async function readModelFile(file: string): Promise<ModelProto> {
  const bytes = await readBounded(file);
  if (isText(bytes)) throw new UserError(words('onnx.text', { file }));
  let model: ModelProto;
  try {
    model = fromBinary(ModelProtoSchema, bytes);
  } catch {
    throw new UserError(words('onnx.notWhole', { file }));
  }
  if (!model.graph || model.graph.node.length === 0 || model.irVersion <= 0n)
    throw new UserError(words('onnx.noGraph', { file }));
  for (const tensor of allTensors(model)) await checkTensor(file, tensor);
  return model;
}

/** Writes an ONNX file; a file of this name is always whole. @throws UserError when it can't be written */
export async function writeModelFile(file: string, model: ModelProto): Promise<void> {
  try {
    await replaceFile(file, encodeModel(model));
  } catch (error) {
    throw fileError('write', file, error);
  }
}

/** The bytes of an ONNX file. */
export const encodeModel = (model: ModelProto): Uint8Array => toBinary(ModelProtoSchema, model);

async function readBounded(file: string): Promise<Uint8Array> {
  const { handle, size } = await openRegularFile(file);
  try {
    if (size === 0) throw new UserError(words('onnx.empty', { file }));
    if (size > LARGEST_FILE_MIB * 2 ** 20) {
      const sizes = { size: Math.round(size / 2 ** 20), most: LARGEST_FILE_MIB };
      throw new UserError(words('onnx.tooLarge', { file, ...sizes }));
    }
    // A plain array, not a Buffer, whose slices would share its memory.
    return new Uint8Array(await onDisk('read', file, () => handle.readFile()));
  } finally {
    await handle.close();
  }
}

/** Text has no control characters but white space; an ONNX file has one within its first fields. */
const isText = (bytes: Uint8Array): boolean =>
  bytes.subarray(0, 256).every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));

const show = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

async function checkTensor(file: string, tensor: TensorProto): Promise<void> {
  const shape = shapeOf(tensor);
  const name = tensor.name || 'a constant';
  if (tensor.dataLocation === TensorProto_DataLocation.EXTERNAL)
    return checkLocation(file, name, externalLocation(tensor));
  const elementBytes = ELEMENT_BYTES[tensor.dataType as TensorProto_DataType];
  if (shape.some((size) => size < 0) || !Number.isSafeInteger(elementsOf(shape)))
    throw new UserError(words('onnx.tensorShape', { file, name, shape: show(shape) }));
  if (tensor.rawData.length > 0 && elementBytes && tensor.rawData.length !== elementsOf(shape) * elementBytes)
    throw new UserError(
      words('onnx.tensorBytes', { file, name, shape: show(shape), bytes: tensor.rawData.length }),
    );
}

/** Path of the file that holds an external tensor's data, relative to the model's folder. */
export const externalLocation = (tensor: TensorProto): string =>
  tensor.externalData.find(({ key }) => key === 'location')?.value ?? '';

/** External data must lie in the model's own folder, also after links are followed. */
async function checkLocation(file: string, name: string, location: string): Promise<void> {
  const outside = (folder: string, target: string): boolean => {
    const path = relative(folder, target);
    return path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
  };
  const folder = dirname(resolve(file));
  const target = resolve(folder, location);
  if (location === '' || isAbsolute(location) || outside(folder, target))
    throw new UserError(words('onnx.outsideFolder', { file, name, location }));
  let found: string;
  try {
    found = await realpath(target);
  } catch {
    throw new UserError(words('onnx.notBeside', { file, name, location }));
  }
  if (outside(await realpath(folder), found))
    throw new UserError(words('onnx.linksOutside', { file, name, location }));
}
