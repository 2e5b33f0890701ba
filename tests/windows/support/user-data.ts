import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { userInfo } from 'node:os';
import { PREFIX } from './wine.js';

/** The Windows user's folder. */
export const USER_FOLDER = join(PREFIX, 'drive_c', 'users', userInfo().username);

const APP_DATA = ['AppData/Local', 'AppData/Roaming'].map((path) => join(USER_FOLDER, path));

/** Removes all that Stillmic has kept for the Windows user: models, settings, logs. */
export function forgetUser(): void {
  for (const folder of APP_DATA)
    for (const name of readdirSync(folder))
      if (/stillmic/i.test(name)) rmSync(join(folder, name), { recursive: true, force: true });
  for (const path of temporaries()) rmSync(path, { recursive: true, force: true });
}

const TEMPORARY = ['Temp', 'AppData/Local/Temp'].map((path) => join(USER_FOLDER, path)).filter(existsSync);

/** Paths of ours in the user's folder for temporary files. */
export const temporaries = (): string[] =>
  TEMPORARY.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name))).filter((path) =>
    /stillmic|alsa-/i.test(basename(path)),
  );
