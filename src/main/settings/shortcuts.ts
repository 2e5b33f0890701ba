import { globalShortcut } from 'electron';
import type { Settings } from '../../shared/settings.js';

/** Presses of these keys reach the app from anywhere. */
export type ShortcutActions = Readonly<Record<keyof Settings['shortcuts'], () => void>>;

/**
 * Registers the shortcuts of the settings, and no others.
 *
 * @param onTaken told of keys that another app has
 */
export function registerShortcuts(
  shortcuts: Settings['shortcuts'],
  actions: ShortcutActions,
  onTaken: (keys: string) => void,
): void {
  globalShortcut.unregisterAll();
  for (const [name, keys] of Object.entries(shortcuts)) {
    if (keys === null) continue;
    if (!isRegistered(keys, actions[name as keyof ShortcutActions])) onTaken(keys);
  }
}

function isRegistered(keys: string, action: () => void): boolean {
  try {
    return globalShortcut.register(keys, action);
  } catch {
    // Not a key combination of Electron's.
    return false;
  }
}
