import type { Words } from '../words/words.js';
import type { Settings } from './settings.js';

/** Effect of a key from any app. */
export type ShortcutName = keyof Settings['shortcuts'];

/** State of a chosen key. */
export interface ShortcutState {
  /** The keys as the desktop calls them, where the desktop decides on them; null elsewhere. */
  readonly givenKeys: string | null;
  /** Why it does not work; null when it does or when no key is chosen. */
  readonly problem: Words | null;
}

export type ShortcutStates = Readonly<Record<ShortcutName, ShortcutState>>;

/** State of each shortcut before anything is known. */
export const NO_SHORTCUT_STATES: ShortcutStates = {
  toggle: { givenKeys: null, problem: null },
  compare: { givenKeys: null, problem: null },
  mute: { givenKeys: null, problem: null },
  talk: { givenKeys: null, problem: null },
  cough: { givenKeys: null, problem: null },
};
