import { z } from 'zod';
import { words } from '../../words/words.js';
import { damaged, fail, shown } from './checkpoint-error.js';
import { safetensorsTypes } from './element-type.js';
import { MAX_AXES, MAX_DESCRIPTION_BYTES, tooLarge } from './limits.js';
import { copyTensor, rowMajor, type CheckpointTensor, type TensorLayout } from './tensor.js';

/** The header's length, little-endian, stands before it. */
const LENGTH_BYTES = 8;
const METADATA = '__metadata__';

const count = z.int().min(0);
const headerSchema = z.record(
  z.string(),
  z.object({
    dtype: z.string(),
    shape: z.array(count).max(MAX_AXES),
    data_offsets: z.tuple([count, count]),
  }),
);

/** A tensor of a safetensors file, not yet copied. */
export interface SafeTensor extends TensorLayout {
  readonly bytes: Uint8Array;
}

/** Whether a file begins as a safetensors file does: with a length and a JSON object of that length. */
export function isSafetensors(bytes: Uint8Array): boolean {
  if (bytes.length < LENGTH_BYTES + 2 || bytes[LENGTH_BYTES] !== '{'.charCodeAt(0)) return false;
  return headerLength(bytes) <= bytes.length - LENGTH_BYTES;
}

const headerLength = (bytes: Uint8Array): number =>
  Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));

/**
 * Reads a safetensors file (https://github.com/huggingface/safetensors, “Format”).
 *
 * @throws CheckpointError when its header doesn't fit its data, or a tensor has a type that can't be read
 */
export function readSafetensors(bytes: Uint8Array): Map<string, SafeTensor> {
  const length = headerLength(bytes);
  if (length > MAX_DESCRIPTION_BYTES) return tooLarge(`safetensors header: ${length} B`);
  const data = bytes.subarray(LENGTH_BYTES + length);
  const header = headerSchema.safeParse(parseHeader(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length)));
  if (!header.success) return damaged('safetensors header');
  const tensors = new Map<string, SafeTensor>();
  for (const [name, { dtype, shape, data_offsets }] of Object.entries(header.data)) {
    const type =
      safetensorsTypes.get(dtype) ??
      fail(words('export.safetensorsType', { name: shown(name), type: shown(dtype) }));
    const [start, end] = data_offsets;
    const size = shape.reduce((product, extent) => product * extent, type.size);
    if (end - start !== size || end > data.length) return damaged(`${shown(name)}: ${start} … ${end}`);
    tensors.set(name, {
      type,
      offset: 0,
      shape,
      stride: rowMajor(shape),
      bytes: data.subarray(start, end),
    });
  }
  return tensors;
}

function parseHeader(bytes: Uint8Array): unknown {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof header !== 'object' || header === null) return header;
    return Object.fromEntries(Object.entries(header).filter(([name]) => name !== METADATA));
  } catch {
    return damaged('safetensors header');
  }
}

/** A tensor as values of its own, so that the file can be let go. */
export const copySafeTensor = (tensor: SafeTensor): CheckpointTensor => copyTensor(tensor, tensor.bytes);
