import { resolve, win32 } from 'node:path';
import { UserError } from '../shared/user-error.js';
import { windowsNameProblem } from '../shared/windows-names.js';
import { words } from '../words/words.js';

/**
 * Refuses a name that this system would take and its other programs could not use. Only Windows has such names.
 *
 * @param path of a file or folder that is to be made
 * @throws UserError with the way out
 */
export function checkNewName(path: string, platform: NodeJS.Platform = process.platform): void {
  if (platform !== 'win32') return;
  // Without the part that stands for a drive, a share or a namespace, in which other rules hold.
  const name = win32.basename(path.slice(win32.parse(path).root.length));
  switch (windowsNameProblem(name)) {
    case 'device':
      throw new UserError(words('disk.windowsDevice', { file: path, name }));
    case 'characters':
      throw new UserError(words('disk.windowsCharacters', { file: path }));
    case 'end':
      throw new UserError(words('disk.windowsEnd', { file: path }));
  }
}

/** Text that two paths have in common when they name the same place on this system, whatever their letters' case. */
export function placeOf(path: string, platform: NodeJS.Platform = process.platform): string {
  const whole = resolve(path);
  return platform === 'win32' || platform === 'darwin' ? whole.normalize('NFC').toLowerCase() : whole;
}
