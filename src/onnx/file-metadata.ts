import { open, type FileHandle } from 'node:fs/promises';

/** Fields of ModelProto and StringStringEntryProto (onnx.proto). */
const METADATA_PROPS = 14;
const KEY = 1;
const VALUE = 2;
const LENGTH_DELIMITED = 2;

/** More pairs, or longer ones, are no description of a model. */
const MAX_PAIRS = 1_000;
const MAX_PAIR_BYTES = 2 ** 20;
/** Fields at the top of a model: a few, and one for each pair, operator set, function and training step. */
const MAX_FIELDS = 10_000;
const LONGEST_TAG_AND_LENGTH = 20;

/** A number in protobuf's variable-length form, and where it ends; null where it is cut off or too large. */
function readVarint(bytes: Uint8Array, start: number): { value: number; end: number } | null {
  let value = 0;
  for (let at = start, factor = 1; at < bytes.length && at < start + 10; at++, factor *= 128) {
    const byte = bytes[at] as number;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return Number.isSafeInteger(value) ? { value, end: at + 1 } : null;
  }
  return null;
}

/** Position of a field's content: `start` to `end`. Numbers have their content in the field's head. */
interface Field {
  readonly number: number;
  readonly isBytes: boolean;
  readonly start: number;
  readonly end: number;
}

/** The field whose head begins at `at` of `bytes`, which lie from `base` on; null where it is not understood. */
function readField(bytes: Uint8Array, at: number, base: number): Field | null {
  const tag = readVarint(bytes, at);
  if (!tag) return null;
  const number = Math.floor(tag.value / 8);
  const wireType = tag.value % 8;
  const start = base + tag.end;
  if (wireType === 1) return { number, isBytes: false, start, end: start + 8 };
  if (wireType === 5) return { number, isBytes: false, start, end: start + 4 };
  const next = readVarint(bytes, tag.end);
  if (!next) return null;
  if (wireType === 0) return { number, isBytes: false, start, end: base + next.end };
  if (wireType !== LENGTH_DELIMITED) return null;
  return { number, isBytes: true, start: base + next.end, end: base + next.end + next.value };
}

function readPair(bytes: Uint8Array): [key: string, value: string] | null {
  const texts = new Map<number, string>();
  for (let at = 0; at < bytes.length;) {
    const field = readField(bytes, at, 0);
    if (!field || field.end > bytes.length) return null;
    if (field.isBytes)
      texts.set(field.number, Buffer.from(bytes.subarray(field.start, field.end)).toString('utf8'));
    at = field.end;
  }
  return [texts.get(KEY) ?? '', texts.get(VALUE) ?? ''];
}

async function readBytes(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  return bytes.subarray(0, bytesRead);
}

async function readPairs(file: FileHandle): Promise<Record<string, string>> {
  const { size } = await file.stat();
  const pairs = new Map<string, string>();
  for (let at = 0, fields = 0; at < size && fields < MAX_FIELDS && pairs.size < MAX_PAIRS; fields++) {
    const field = readField(await readBytes(file, at, LONGEST_TAG_AND_LENGTH), 0, at);
    if (!field || field.end > size) break;
    const length = field.end - field.start;
    if (field.number === METADATA_PROPS && field.isBytes && length <= MAX_PAIR_BYTES) {
      const pair = readPair(await readBytes(file, field.start, length));
      if (pair) pairs.set(...pair);
    }
    at = field.end;
  }
  return Object.fromEntries(pairs);
}

/**
 * The key-value pairs of an ONNX file (`metadata_props`), without reading its graph: the fields at the top of the
 * file are stepped over. What is not understood ends the reading; a file without pairs gives none.
 *
 * @throws the system's error when the file can't be read
 */
export async function readFileMetadata(path: string): Promise<Readonly<Record<string, string>>> {
  const file = await open(path, 'r');
  try {
    return await readPairs(file);
  } finally {
    await file.close();
  }
}
