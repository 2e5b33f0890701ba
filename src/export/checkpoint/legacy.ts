import { words } from '../../words/words.js';
import { damaged, fail } from './checkpoint-error.js';
import { readPickle } from './pickle.js';
import type { PickleValue, StorageReference } from './pickle-value.js';
import type { StorageSource } from './storage-source.js';

/** The first pickle: torch's magic number 0x1950a86a20f9469cfc6c. */
const MAGIC = Uint8Array.of(
  ...[0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e],
);
/** Each storage is preceded by its number of elements. */
const COUNT_BYTES = 8;

/** Whether a file is in the format of torch before 1.6, which newer versions still write when they are asked to. */
export const isLegacy = (bytes: Uint8Array): boolean =>
  bytes.length >= MAGIC.length && MAGIC.every((byte, i) => byte === bytes[i]);

/**
 * Reads the format before archives: pickles of a magic number, a protocol version, the writer's system, the
 * checkpoint and the keys of its storages; then the storages in that order.
 *
 * @throws CheckpointError when it is damaged or hostile
 */
export function readLegacy(bytes: Uint8Array): { root: PickleValue; storages: StorageSource } {
  const version = readPickle(bytes, MAGIC.length);
  const system = readPickle(bytes, version.end);
  const isLittleEndian = system.value instanceof Map ? system.value.get('little_endian') : undefined;
  if (isLittleEndian === false) fail(words('export.checkpointByteOrder', { order: 'big' }));
  const root = readPickle(bytes, system.end);
  const keys = readPickle(bytes, root.end);
  if (!Array.isArray(keys.value)) return damaged('storage keys');
  const found = locateStorages(bytes, keys.end, keys.value, root.storages);
  return {
    root: root.value,
    storages: {
      bytesOf: (key) => found.get(key)?.length,
      read: (key) => Promise.resolve(found.get(key) ?? damaged(`storage ${key}`)),
    },
  };
}

function locateStorages(
  bytes: Uint8Array,
  start: number,
  keys: readonly PickleValue[],
  references: ReadonlyMap<string, StorageReference>,
): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Map<string, Uint8Array>();
  let at = start;
  for (const key of keys) {
    const reference = typeof key === 'string' ? references.get(key) : undefined;
    if (!reference) return damaged('storage keys');
    const end = at + COUNT_BYTES + reference.bytes;
    if (end > bytes.length) return damaged(`storage ${reference.key}: cut short`);
    if (Number(view.getBigInt64(at, true)) !== reference.elements)
      return damaged(`storage ${reference.key}: elements`);
    found.set(reference.key, bytes.subarray(at + COUNT_BYTES, end));
    at = end;
  }
  return found;
}
