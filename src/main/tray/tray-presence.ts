import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { helperEnvironment } from '../../shared/helper-environment.js';

const run = promisify(execFile);

const WATCHER = 'org.kde.StatusNotifierWatcher';

/** Ways to ask the session bus whether anyone shows tray icons; which tool there is depends on the system. */
const questions: readonly (readonly [string, readonly string[]])[] = [
  [
    'gdbus',
    ['call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus'].concat(
      '--method',
      'org.freedesktop.DBus.NameHasOwner',
      WATCHER,
    ),
  ],
  [
    'dbus-send',
    ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'].concat(
      'org.freedesktop.DBus.NameHasOwner',
      `string:${WATCHER}`,
    ),
  ],
  [
    'busctl',
    ['--user', 'call', 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus'].concat(
      'NameHasOwner',
      's',
      WATCHER,
    ),
  ],
];

/**
 * Whether the desktop shows tray icons. GNOME without an extension doesn't: the icon would be nowhere, and so
 * would the app once its window is closed. STILLMIC_TRAY=1 or =0 overrides what was found.
 */
async function desktopHasTray(): Promise<boolean> {
  if (process.env.STILLMIC_TRAY) return process.env.STILLMIC_TRAY === '1';
  if (process.platform !== 'linux') return true;
  for (const [command, args] of questions) {
    try {
      const { stdout } = await run(command, args, {
        env: helperEnvironment(process.env),
        timeout: 2000,
      });
      return stdout.includes('true');
    } catch {
      // Not installed, or no session bus: ask another way.
    }
  }
  return false;
}

/** How long a panel that starts together with the app, at login, is waited for, ms. */
const PANEL_START_MS = 10_000;
const POLL_MS = 1000;

/** Whether tray icons are shown, as far as known; a panel may come or go while the app runs. */
export class TrayPresence {
  #isThere = false;

  get isThere(): boolean {
    return this.#isThere;
  }

  async refresh(): Promise<boolean> {
    this.#isThere = await desktopHasTray();
    return this.#isThere;
  }

  /** Waits for a panel that is still starting. */
  async wait(): Promise<boolean> {
    for (const end = Date.now() + PANEL_START_MS; Date.now() < end; await sleep(POLL_MS))
      if (await this.refresh()) return true;
    return false;
  }
}
