import { rename } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Windows refuses while any program has a file open, as virus scanners and indexers do for a moment with new ones. */
const MAY_PASS: readonly (string | undefined)[] = ['EPERM', 'EACCES', 'EBUSY'];
/** Pauses before the next tries, ms. */
const PAUSES_MS = [10, 20, 50, 100, 200, 400, 800];

/** How names are moved here; tests give another one. */
export interface Renaming {
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly platform: NodeJS.Platform;
}

/**
 * Moves a file or folder to another name, over a file that is there. On Windows it waits up to 1.6 s for other programs
 * to close it.
 *
 * @throws the system's error
 */
export async function renameInTime(
  from: string,
  to: string,
  { rename: move, platform }: Renaming = { rename, platform: process.platform },
): Promise<void> {
  for (const pause of platform === 'win32' ? PAUSES_MS : []) {
    try {
      return await move(from, to);
    } catch (error) {
      if (!MAY_PASS.includes((error as NodeJS.ErrnoException).code)) throw error;
      await sleep(pause);
    }
  }
  return move(from, to);
}
