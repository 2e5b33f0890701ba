import { SHORTCUT_KEYS } from '../../shared/shortcut-keys.js';

/** The parts of a keyboard event that make a key combination. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

const MODIFIER_KEYS = ['Control', 'Alt', 'Shift', 'Meta', 'AltGraph'];

const PUNCTUATION = /^[^A-Za-z0-9\s]$/;

/**
 * Electron's name of the key. The layout decides: on a German keyboard the key beside T gives Z. Where a modifier makes
 * another character of it, or where the layout has no Latin letters, its place on the keyboard decides instead.
 */
function nameOf({ key, code }: KeyPress): string | undefined {
  const byKey = SHORTCUT_KEYS.find(({ name }) => name === key.toUpperCase());
  if (byKey) return byKey.name;
  const byCode = SHORTCUT_KEYS.find((candidate) => candidate.code === code)?.name;
  // A sign of another layout lies elsewhere there.
  return byCode && PUNCTUATION.test(byCode) ? undefined : byCode;
}

/**
 * The Electron accelerator of a key press, such as `Control+Alt+M`; `incomplete` while only modifiers are held,
 * `unusable` for a key that every app needs for itself (a letter without a modifier) or that has no name.
 */
export const acceleratorOf = (press: KeyPress): { accelerator: string } | 'incomplete' | 'unusable' => {
  if (MODIFIER_KEYS.includes(press.key)) return 'incomplete';
  const name = nameOf(press);
  const isFunctionKey = /^F\d{1,2}$/.test(name ?? '');
  if (!name || (!isFunctionKey && !press.ctrlKey && !press.altKey && !press.metaKey)) return 'unusable';
  const parts = [
    press.ctrlKey && 'Control',
    press.altKey && 'Alt',
    press.shiftKey && 'Shift',
    press.metaKey && 'Super',
    name,
  ];
  return { accelerator: parts.filter(Boolean).join('+') };
};
