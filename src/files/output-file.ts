import { randomBytes } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { chmod, constants, link, lstat, open, realpath, stat, unlink } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import { fileError, hasCode } from './file-errors.js';
import { checkNewName } from './portable-names.js';
import { renameInTime } from './rename.js';

/** Conditions for a file that is to be written. */
export interface OutputOptions {
  /** Files that the output is made from: it never takes the place of one of them. */
  readonly inputs: readonly string[];
  /** Whether an existing file may be replaced. */
  readonly force: boolean;
  /** Endings that name what is written, in lower case with the dot. A name without an ending is taken too. */
  readonly endings: readonly string[];
}

/** Temporary files that exist now: removed even when the process ends in the middle. */
const temporaries = new Set<string>();

function removeTemporaries(): void {
  for (const path of temporaries) {
    try {
      unlinkSync(path);
    } catch {
      // Another way of ending has removed it already.
    }
  }
}

function keepTrackOf(temporary: string): void {
  if (temporaries.size === 0 && !process.listeners('exit').includes(removeTemporaries))
    process.on('exit', removeTemporaries);
  temporaries.add(temporary);
}

/** Device and inode tell whether two names stand for one file; as doubles they would be rounded on Windows. */
async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all(
    [one, other].map((path) => stat(path, { bigint: true }).catch(() => null)),
  );
  return !!a && !!b && a.dev === b.dev && a.ino === b.ino;
}

/**
 * Final path of a file that is to be written: `path`, or the target of a link there.
 *
 * @throws UserError when the name says another format than what is written or is none for this system, the place is taken by an input, a
 * folder, a device, or a file that may not be replaced, or its folder does not exist
 */
export async function checkOutput(path: string, { inputs, force, endings }: OutputOptions): Promise<string> {
  const ending = extname(path).toLowerCase();
  if (ending !== '' && !endings.includes(ending))
    throw new UserError(words('disk.wrongEnding', { file: path, endings: endings.join(', ') }));
  try {
    const existing = await lstat(path).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) return null;
      throw error;
    });
    if (!existing) {
      checkNewName(path);
      await stat(dirname(path));
      return path;
    }
    // A link stays a link: what it points to is replaced.
    const target = existing.isSymbolicLink() ? await realpath(path) : path;
    const found = await stat(target);
    if (found.isDirectory()) throw new UserError(words('disk.isFolderGiveName', { file: path }));
    if (!found.isFile()) throw new UserError(words('disk.outputNotRegular', { file: path }));
    for (const input of inputs)
      if (await isSameFile(input, target)) throw new UserError(words('disk.isInput', { file: path }));
    if (!force) throw new UserError(words('disk.exists', { file: path }));
    return target;
  } catch (error) {
    throw fileError('write', path, error);
  }
}

/** Makes a finished change of a folder's entries last through a power cut, where the system can. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch(() => null);
  // Windows and some network file systems can't do that for folders.
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/**
 * A file that is written beside its place under a temporary name and moved there when it is complete, so that
 * there is never half a file, and what was there stays until then. All commands and the window write so.
 */
export class OutputFile {
  readonly #path: string;
  readonly #target: string;
  readonly #force: boolean;
  /** Path to write to. The file exists, empty. */
  readonly temporary: string;

  /** @throws UserError as `checkOutput`, or when nothing can be written there */
  static async create(path: string, options: OutputOptions): Promise<OutputFile> {
    const target = await checkOutput(path, options);
    // Short, whatever the name: a longer one than the target's could exceed what the file system takes.
    const temporary = join(dirname(target), `.stillmic-${randomBytes(8).toString('hex')}.part`);
    try {
      keepTrackOf(temporary);
      await (await open(temporary, 'wx')).close();
      return new OutputFile(path, target, temporary, options.force);
    } catch (error) {
      temporaries.delete(temporary);
      throw fileError('write', path, error);
    }
  }

  private constructor(path: string, target: string, temporary: string, force: boolean) {
    this.#path = path;
    this.#target = target;
    this.temporary = temporary;
    this.#force = force;
  }

  /**
   * Moves what was written to its place, safe on the disk. Nothing may have the temporary file open.
   *
   * @throws UserError when that fails, or when another file took the place meanwhile; then nothing is left
   */
  async finish(): Promise<void> {
    try {
      const existing = await stat(this.#target).catch(() => null);
      if (existing) await chmod(this.temporary, existing.mode & 0o777).catch(() => undefined);
      const handle = await open(this.temporary, 'r+');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
      await this.#move();
      temporaries.delete(this.temporary);
      await syncFolder(dirname(this.#target));
    } catch (error) {
      await this.abort();
      if (hasCode(error, 'EEXIST')) throw new UserError(words('disk.exists', { file: this.#path }));
      throw fileError('write', this.#path, error);
    }
  }

  /** Removes what has been written. */
  async abort(): Promise<void> {
    await unlink(this.temporary).catch(() => undefined);
    temporaries.delete(this.temporary);
  }

  /** Renaming replaces; a link refuses to, also when the file there is younger than the check. */
  async #move(): Promise<void> {
    if (this.#force) return renameInTime(this.temporary, this.#target);
    try {
      await link(this.temporary, this.#target);
    } catch (error) {
      if (hasCode(error, 'EEXIST')) throw error;
      // File systems such as FAT have no links.
      return renameInTime(this.temporary, this.#target);
    }
    await unlink(this.temporary);
  }
}

/**
 * Writes a file as a whole or not at all.
 *
 * @param write fills the file at the path that it is given, and closes it
 * @throws UserError as `OutputFile`; what `write` throws
 */
export async function writeOutputFile<T>(
  path: string,
  options: OutputOptions,
  write: (temporary: string) => Promise<T>,
): Promise<T> {
  const output = await OutputFile.create(path, options);
  try {
    const result = await write(output.temporary);
    await output.finish();
    return result;
  } catch (error) {
    await output.abort();
    // The system's error names the temporary file, which nobody knows.
    throw isSystemError(error) ? fileError('write', path, error) : error;
  }
}

const isSystemError = (error: unknown): boolean =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).errno === 'number';
