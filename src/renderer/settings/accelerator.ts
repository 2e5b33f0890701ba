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

/** Keys that Electron names otherwise than the browser, by `KeyboardEvent.code`. */
const NAMED_CODES: Readonly<Record<string, string>> = {
  Space: 'Space',
  Enter: 'Return',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  Insert: 'Insert',
  Delete: 'Delete',
  Pause: 'Pause',
  Minus: '-',
  Equal: '=',
  Comma: ',',
  Period: '.',
  Slash: '/',
};

/**
 * The Electron accelerator of a key press, such as `Control+Alt+M`; `incomplete` while only modifiers are held,
 * `unusable` for a key that every app needs for itself (a letter without a modifier) or that has no name.
 */
export const acceleratorOf = (press: KeyPress): { accelerator: string } | 'incomplete' | 'unusable' => {
  if (MODIFIER_KEYS.includes(press.key)) return 'incomplete';
  const isFunctionKey = /^F\d{1,2}$/.test(press.code);
  if (!isFunctionKey && !press.ctrlKey && !press.altKey && !press.metaKey) return 'unusable';
  const name = isFunctionKey
    ? press.code
    : (NAMED_CODES[press.code] ?? /^(?:Key|Digit)([A-Z0-9])$/.exec(press.code)?.[1]);
  if (!name) return 'unusable';
  const parts = [
    press.ctrlKey && 'Control',
    press.altKey && 'Alt',
    press.shiftKey && 'Shift',
    press.metaKey && 'Super',
    name,
  ];
  return { accelerator: parts.filter(Boolean).join('+') };
};
