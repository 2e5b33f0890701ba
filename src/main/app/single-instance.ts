import { app } from 'electron';
import { mkdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileError } from '../../files/file-errors.js';
import { UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';

const isAlive = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Chromium's lock on Linux and macOS: a link that points to `HOST-PROCESSID`. */
function lockHolder(folder: string): { readonly host: string; readonly processId: number } | null {
  try {
    const [, host, processId] = /^(.*)-(\d+)$/.exec(readlinkSync(join(folder, 'SingletonLock'))) ?? [];
    return host && processId ? { host, processId: Number(processId) } : null;
  } catch {
    return null;
  }
}

/** @throws UserError when nothing can be written there */
function checkWritable(folder: string): void {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw fileError('write', folder, error);
  }
}

/**
 * Makes this the only Stillmic of this user. Electron does not tell why it refuses.
 *
 * @returns false when another one runs, which was told to show itself
 * @throws UserError when there is another reason: the settings folder can't be written, or another computer that shares
 * it has the lock
 */
export function isOnlyInstance(): boolean {
  if (app.requestSingleInstanceLock()) return true;
  if (process.platform === 'win32') return false;
  const folder = app.getPath('userData');
  const holder = lockHolder(folder);
  if (holder?.host === hostname() && isAlive(holder.processId)) return false;
  checkWritable(folder);
  if (holder && holder.host !== hostname())
    throw new UserError(words('main.lockedElsewhere', { host: holder.host, folder }));
  throw new UserError(words('main.noLock', { folder }));
}

/**
 * Gives the instance's lock back, with the folder in the temporary one in which Chromium keeps its socket: `app.exit`
 * would leave it there.
 */
export function releaseInstance(): void {
  let folder: string | null = null;
  try {
    folder = dirname(readlinkSync(join(app.getPath('userData'), 'SingletonSocket')));
  } catch {
    // Not Linux, or no lock.
  }
  app.releaseSingleInstanceLock();
  if (folder && basename(folder).startsWith('scoped_dir')) rmSync(folder, { recursive: true, force: true });
}
