import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { words } from '../../words/words.js';
import { CheckpointError, damaged, fail, shown } from './checkpoint-error.js';
import { tooLarge } from './limits.js';
import type { StorageSource } from './storage-source.js';

/** More than any training run of the known families writes; stops hostile archives before they cost anything. */
const MAX_ENTRIES = 20_000;
const MAX_NAME_LENGTH = 512;

const PICKLE = 'data.pkl';

/**
 * The zip archive that `torch.save` writes: one root folder, raw storages under `data/`.
 *
 * Only the central directory is read at first; an entry is unpacked when it is asked for, and no further than to
 * the size that the directory says. Nothing is ever written to disk, and names that point out of the archive are
 * refused all the same.
 */
export class Archive implements StorageSource {
  readonly #zip: ZipFile;
  /** By names without the root folder. */
  readonly #entries: ReadonlyMap<string, Entry>;

  /** @throws CheckpointError when `bytes` is no zip archive or a hostile one */
  static async open(bytes: Uint8Array): Promise<Archive> {
    const { zip, all } = await readDirectory(bytes);
    const pickles = [...all.keys()].filter((name) => /^[^/]+\/data\.pkl$/.test(name));
    if (pickles.length !== 1) fail(words('export.checkpointNoPickle'));
    const root = (pickles[0] as string).slice(0, -PICKLE.length);
    const entries = [...all]
      .filter(([name]) => name.startsWith(root))
      .map(([name, entry]) => [name.slice(root.length), entry] as const);
    return new Archive(zip, new Map(entries));
  }

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  bytesOf(key: string): number | undefined {
    return this.#entries.get(storageName(key))?.uncompressedSize;
  }

  read = (key: string): Promise<Uint8Array> => this.readEntry(storageName(key), Infinity);

  readPickle = (mostBytes: number): Promise<Uint8Array> => this.readEntry(PICKLE, mostBytes);

  /**
   * Unpacks an entry.
   *
   * @throws CheckpointError when there is none of this name, it is longer than `mostBytes`, or it is not as long as
   *   the archive says
   */
  async readEntry(name: string, mostBytes: number): Promise<Uint8Array> {
    const entry = this.#entries.get(name) ?? damaged(shown(name));
    const { uncompressedSize: size } = entry;
    if (size > mostBytes) tooLarge(`${shown(name)}: ${size} B`);
    try {
      const data = new Uint8Array(size);
      let at = 0;
      for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
        data.set(chunk as Uint8Array, at);
        at += (chunk as Uint8Array).length;
      }
      return at === size ? data : damaged(`${shown(name)}: ${at} < ${size} B`);
    } catch (error) {
      if (error instanceof CheckpointError) throw error;
      return damaged(`${shown(name)}: zip`);
    }
  }
}

const storageName = (key: string): string => `data/${key}`;

interface Directory {
  readonly zip: ZipFile;
  readonly all: ReadonlyMap<string, Entry>;
}

async function readDirectory(bytes: Uint8Array): Promise<Directory> {
  const all = new Map<string, Entry>();
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const zip = await fromBufferPromise(buffer, { lazyEntries: true, decodeStrings: false });
    if (zip.entryCount > MAX_ENTRIES) tooLarge(`${zip.entryCount} files`);
    for await (const entry of zip.eachEntry()) {
      const name = (entry.fileName as unknown as Buffer).toString('utf8');
      checkName(name);
      if (all.has(name)) damaged(`${shown(name)}, twice`);
      if (all.size >= MAX_ENTRIES) tooLarge(`> ${MAX_ENTRIES} files`);
      all.set(name, entry);
    }
    return { zip, all };
  } catch (error) {
    if (error instanceof CheckpointError) throw error;
    return damaged('zip');
  }
}

function checkName(name: string): void {
  const leaves =
    name.length === 0 ||
    name.length > MAX_NAME_LENGTH ||
    /^[/\\]|^[A-Za-z]:|\\|\0/.test(name) ||
    name.split('/').includes('..');
  if (leaves) fail(words('export.checkpointLeavesArchive', { name: shown(name) }));
}
