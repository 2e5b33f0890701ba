import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';

/** Files of ONNX Runtime's telemetry: a device id, and queued events in an SQLite database. */
const ITS_FILES = /^(deviceid|onnxruntime\.db(-wal|-shm|-journal)?)$/;

/** Folders in which the leftovers are looked for. */
export interface LeftoverFolders {
  readonly home: string;
  /** Remembers that the files were removed: those that come later are another program's. */
  readonly doneFile: string;
}

const thisUser = (): LeftoverFolders => ({
  home: homedir(),
  doneFile: join(envPaths('stillmic', { suffix: '' }).data, '.telemetry-removed'),
});

/**
 * Removes, once for each user, what versions of Stillmic before 0.2 let ONNX Runtime store in the home folder on
 * Linux. Only the library's own files go, and folders that are empty then. Never throws.
 */
export function removeTelemetryLeftovers({ home, doneFile } = thisUser()): void {
  try {
    const folder = join(home, '.cache/Microsoft/DeveloperTools/.onnxruntime');
    if (!existsSync(folder) || existsSync(doneFile)) return;
    for (const name of readdirSync(folder)) if (ITS_FILES.test(name)) rmSync(join(folder, name));
    mkdirSync(dirname(doneFile), { recursive: true });
    writeFileSync(doneFile, '');
    for (const emptied of [folder, dirname(folder), dirname(dirname(folder))]) rmdirSync(emptied);
  } catch {
    // A folder that isn't empty stays; a home folder that can't be written to keeps what it has.
  }
}
