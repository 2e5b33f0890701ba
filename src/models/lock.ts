import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { UserError } from '../shared/user-error.js';
import { hasCode } from '../files/file-errors.js';

const RENEW_MS = 5_000;
/** A holder that has not renewed for so long has died, whatever process has its number now. */
const STALE_MS = 6 * RENEW_MS;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

async function isStale(file: string): Promise<boolean> {
  try {
    const pid = Number(await readFile(file, 'utf8'));
    const { mtimeMs } = await stat(file);
    const age = Date.now() - mtimeMs;
    // A file without a number was created this very moment.
    return age > STALE_MS || (pid > 0 && !isAlive(pid));
  } catch (error) {
    return hasCode(error, 'ENOENT');
  }
}

/**
 * Runs `work` while `file` marks it as under way, for this and other processes. What a dead process left is
 * taken over.
 *
 * @throws UserError with the message `busy` when somebody else holds it
 */
export async function withLock<T>(file: string, busy: string, work: () => Promise<T>): Promise<T> {
  if (!(await take(file))) {
    if (!(await isStale(file))) throw new UserError(busy);
    await rm(file, { force: true });
    if (!(await take(file))) throw new UserError(busy);
  }
  const renewal = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, RENEW_MS);
  renewal.unref();
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}
