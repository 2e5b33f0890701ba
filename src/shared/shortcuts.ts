import type { Words } from '../words/words.js';
import type { HeldKey, MicrophoneMode } from './mode.js';
import type { Settings } from './settings.js';

/** Effect of a key from any app. */
export type ShortcutName = keyof Settings['shortcuts'];

/** Mode that each of the other keys changes over. */
export const TOGGLE_SHORTCUTS = {
  toggle: 'on',
  compare: 'bypass',
  mute: 'mute',
} as const satisfies Readonly<Record<Exclude<ShortcutName, HeldKey>, MicrophoneMode>>;

/** Whether a key does something while it is held. */
export const isHeldShortcut = (name: ShortcutName): name is HeldKey => name === 'talk' || name === 'cough';

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
