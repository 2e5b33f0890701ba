import type { Settings } from '../../shared/settings.js';
import type { ShortcutName, ShortcutStates } from '../../shared/shortcuts.js';

/** Hears of the keys, from whatever app they are pressed in. */
export interface ShortcutListener {
  onPress(name: ShortcutName): void;
  onRelease(name: ShortcutName): void;
  /** Nobody can say any more whether a key that was pressed is up. */
  onLost(name: ShortcutName): void;
}

/** A way to get keys from the system. */
export interface ShortcutWay {
  /** Takes these keys, and no others. It may be called again at any time; the newest call counts. */
  take(keys: Settings['shortcuts']): Promise<void>;
  /** State of every shortcut. */
  readonly states: ShortcutStates;
  close(): Promise<void>;
}
