import type { ShortcutKey } from '../../shared/shortcut-keys.js';

/**
 * Asks the system whether a key is down. It is asked for the key of a shortcut alone, from its press to its release:
 * nothing here listens to the keyboard (docs/decisions/0014).
 */
export interface KeyStates {
  /** @throws Error when it can't be known any more */
  isDown(key: ShortcutKey): Promise<boolean>;
  close(): void;
}
