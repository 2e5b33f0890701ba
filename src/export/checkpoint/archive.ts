import { unzipSync } from 'fflate';
import { CheckpointError, damaged, fail } from './checkpoint-error.js';

/** More than any training run of the known families writes; stops hostile archives before they cost anything. */
const MAX_ENTRIES = 20_000;
const MAX_NAME_LENGTH = 512;

/** A file inside the archive: name without the root folder, and its size once unpacked, in bytes. */
interface Entry {
  readonly size: number;
}

/**
 * The zip archive that `torch.save` writes: one root folder, raw storages under `data/`.
 *
 * Only the central directory is read at first; an entry is unpacked when it is asked for, with a limit on its
 * size. Nothing is ever written to disk, and names that point out of the archive are refused all the same.
 */
export class Archive {
  readonly #bytes: Uint8Array;
  readonly #entries = new Map<string, Entry>();
  #root = '';

  /** @throws CheckpointError when `bytes` is no zip archive or a hostile one */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const sizes = new Map<string, Entry>();
    unpack(bytes, ({ name, originalSize }) => {
      if (sizes.size >= MAX_ENTRIES) fail(`The checkpoint holds more than ${MAX_ENTRIES} files; refused.`);
      checkName(name);
      if (sizes.has(name)) damaged(`it holds “${name}” twice`);
      sizes.set(name, { size: originalSize });
      return false;
    });
    const pickles = [...sizes.keys()].filter((name) => /^[^/]+\/data\.pkl$/.test(name));
    if (pickles.length !== 1)
      fail('This zip archive is no PyTorch checkpoint: it has no data.pkl in its only folder.');
    this.#root = (pickles[0] as string).slice(0, -'data.pkl'.length);
    for (const [name, entry] of sizes)
      if (name.startsWith(this.#root)) this.#entries.set(name.slice(this.#root.length), entry);
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** Size in bytes of an entry once unpacked; undefined when there is none of this name. */
  sizeOf(name: string): number | undefined {
    return this.#entries.get(name)?.size;
  }

  /**
   * Unpacks the named entries; the caller has bounded the sum of their sizes.
   *
   * @throws CheckpointError when an entry is missing or not as long as the archive says
   */
  read(names: Iterable<string>): Map<string, Uint8Array> {
    const wanted = new Set([...names].map((name) => this.#root + name));
    const files = unpack(this.#bytes, ({ name }) => wanted.has(name));
    const result = new Map<string, Uint8Array>();
    for (const path of wanted) {
      const name = path.slice(this.#root.length);
      const data = Object.hasOwn(files, path) ? files[path] : undefined;
      if (!data || data.length !== this.sizeOf(name)) return damaged(`“${name}” is missing or cut short`);
      result.set(name, data);
    }
    return result;
  }
}

function checkName(name: string): void {
  const bad =
    name.length === 0 ||
    name.length > MAX_NAME_LENGTH ||
    /^[/\\]|^[A-Za-z]:|\\|\0/.test(name) ||
    name.split('/').includes('..');
  if (bad)
    fail(
      `The checkpoint holds a file of the name “${name.slice(0, 80)}”, which leaves the archive; refused.`,
    );
}

/** fflate's errors about broken archives, in our words. */
function unpack(
  bytes: Uint8Array,
  filter: (file: { name: string; originalSize: number }) => boolean,
): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof CheckpointError) throw error;
    return damaged('its zip archive cannot be read');
  }
}
