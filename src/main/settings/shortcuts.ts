import { globalShortcut } from 'electron';
import type { Settings } from '../../shared/settings.js';
import { words, type Words } from '../../words/words.js';

/** Presses of these keys reach the app from anywhere. */
export type ShortcutActions = Readonly<Record<keyof Settings['shortcuts'], () => void>>;

/** Whether Electron knows a key combination; it throws for others. */
export function isAccelerator(keys: string): boolean {
  try {
    globalShortcut.isRegistered(keys);
    return true;
  } catch {
    return false;
  }
}

/** Why known keys were not given to us. On Wayland only the desktop's portal can give them, if it has one. */
const refusal = (keys: string): Words =>
  process.env.XDG_SESSION_TYPE === 'wayland' || process.env.WAYLAND_DISPLAY
    ? words('main.shortcutOnWayland', { keys })
    : words('main.shortcutTaken', { keys });

/**
 * Registers the shortcuts of the settings, and no others.
 *
 * @param onProblem told why one of them does not work
 */
export function registerShortcuts(
  shortcuts: Settings['shortcuts'],
  actions: ShortcutActions,
  onProblem: (problem: Words) => void,
): void {
  globalShortcut.unregisterAll();
  for (const [name, keys] of Object.entries(shortcuts)) {
    if (keys === null) continue;
    if (!isAccelerator(keys)) onProblem(words('main.shortcutUnknown', { keys }));
    else if (!globalShortcut.register(keys, actions[name as keyof ShortcutActions])) onProblem(refusal(keys));
  }
}
