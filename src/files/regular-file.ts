import type { Stats } from 'node:fs';
import { constants, open, stat, type FileHandle } from 'node:fs/promises';
import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import { fileError } from './file-errors.js';

/** A regular file that is open for reading. */
export interface RegularFile {
  readonly handle: FileHandle;
  /** Bytes. */
  readonly size: number;
}

/** Opening a named pipe waits for a writer without it; Windows has no such flag, and no such pipes. */
const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** @throws UserError unless `found` is a regular file */
function refuseOthers(path: string, found: Stats): void {
  if (found.isFile()) return;
  if (found.isDirectory()) throw new UserError(words('disk.isFolder', { file: path }));
  throw new UserError(words('disk.notRegular', { file: path }));
}

/**
 * Opens a file for reading. Named pipes, devices, sockets and folders are refused at once, before they are
 * opened, since opening some of them waits for ever or has an effect.
 *
 * @throws UserError when there is no such file, it is no regular one, or it may not be read
 */
export async function openRegularFile(path: string): Promise<RegularFile> {
  let handle: FileHandle | undefined;
  try {
    refuseOthers(path, await stat(path));
    handle = await open(path, READ_AT_ONCE);
    // Looked at again, because the name may stand for something else by now.
    const found = await handle.stat();
    refuseOthers(path, found);
    return { handle, size: found.size };
  } catch (error) {
    await handle?.close();
    throw fileError('read', path, error);
  }
}
