import { app } from 'electron';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { desktopEntry } from './desktop-entry.js';

/** Starts without a window, in the tray. */
export const HIDDEN_FLAG = '--hidden';

/** What starts this very app: the AppImage itself, the packaged executable, or Electron with our folder. */
const ownCommand = (): string[] =>
  process.env.APPIMAGE
    ? [process.env.APPIMAGE]
    : app.isPackaged
      ? [process.execPath]
      : [process.execPath, app.getAppPath()];

/** Starts the app with the session, into the tray, or no longer. */
export function setAutostart(wanted: boolean): void {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: wanted, args: [HIDDEN_FLAG] });
    return;
  }
  const folder = join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'autostart');
  const file = join(folder, 'stillmic.desktop');
  if (!wanted) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, desktopEntry([...ownCommand(), HIDDEN_FLAG]));
}
