import { app } from 'electron';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileError } from '../../files/file-errors.js';
import { desktopEntry } from './desktop-entry.js';
import { ownCommand } from './own-command.js';

/** Starts without a window, in the tray. */
export const HIDDEN_FLAG = '--hidden';

/** Writes or removes the desktop file that the session starts (Desktop Application Autostart Specification). */
function setDesktopEntry(wanted: boolean): void {
  const folder = join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'autostart');
  const file = join(folder, 'stillmic.desktop');
  try {
    if (!wanted) {
      rmSync(file, { force: true });
      return;
    }
    const { env, execPath } = process;
    const { isPackaged } = app;
    const entry = desktopEntry([
      ...ownCommand({ env, execPath, isPackaged, appPath: app.getAppPath() }),
      HIDDEN_FLAG,
    ]);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, entry);
  } catch (error) {
    throw fileError(wanted ? 'write' : 'remove', file, error);
  }
}

/**
 * Starts the app with the session, into the tray, or no longer.
 *
 * @throws UserError when the system's folder for that can't be written
 */
export function setAutostart(wanted: boolean): void {
  if (process.platform === 'linux') setDesktopEntry(wanted);
  // Windows takes the path as a command line, so spaces have to be quoted. Not run on Windows.
  else if (process.platform === 'win32')
    app.setLoginItemSettings({ openAtLogin: wanted, path: `"${process.execPath}"`, args: [HIDDEN_FLAG] });
  else app.setLoginItemSettings({ openAtLogin: wanted, args: [HIDDEN_FLAG] });
}
