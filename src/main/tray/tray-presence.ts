import { setTimeout as sleep } from 'node:timers/promises';
import { Bus } from '../../dbus/bus.js';

/** The service that shows tray icons (StatusNotifierItem, freedesktop.org). */
const WATCHER = 'org.kde.StatusNotifierWatcher';

/**
 * Whether the desktop shows tray icons. GNOME without an extension doesn't: the icon would be nowhere, and so
 * would the app once its window is closed. STILLMIC_TRAY=1 or =0 overrides what was found.
 */
async function desktopHasTray(): Promise<boolean> {
  if (process.env.STILLMIC_TRAY) return process.env.STILLMIC_TRAY === '1';
  if (process.platform !== 'linux') return true;
  try {
    const bus = await Bus.session(() => undefined);
    try {
      return (await bus.ownerOf(WATCHER)) !== null;
    } finally {
      bus.close();
    }
  } catch {
    // No session bus.
    return false;
  }
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
