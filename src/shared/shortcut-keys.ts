/** A key that can be part of a shortcut, by the names of those who have to do with it. */
export interface ShortcutKey {
  /** Electron's name in an accelerator. */
  readonly name: string;
  /** `KeyboardEvent.code` on a US keyboard. */
  readonly code: string;
  /** Names of keysyms, X11's and xkbcommon's, that the key gives without and with Shift. */
  readonly keysyms: readonly string[];
  /** Windows' virtual-key code. */
  readonly virtualKey: number;
}

const key = (name: string, code: string, keysym: string, virtualKey: number): ShortcutKey => ({
  name,
  code,
  keysyms: [keysym],
  virtualKey,
});

const range = <T>(length: number, item: (index: number) => T): readonly T[] =>
  Array.from({ length }, (_, index) => item(index));

/** Letters that the layout decides on, digits, F1–F24, and the keys that every keyboard has. */
export const SHORTCUT_KEYS: readonly ShortcutKey[] = [
  ...range(26, (index) => {
    const letter = String.fromCharCode(65 + index);
    const keysyms = [letter.toLowerCase(), letter];
    return { name: letter, code: `Key${letter}`, keysyms, virtualKey: 65 + index };
  }),
  ...range(10, (digit) => key(String(digit), `Digit${digit}`, String(digit), 48 + digit)),
  ...range(24, (index) => key(`F${index + 1}`, `F${index + 1}`, `F${index + 1}`, 0x70 + index)),
  key('Space', 'Space', 'space', 0x20),
  key('Return', 'Enter', 'Return', 0x0d),
  key('Up', 'ArrowUp', 'Up', 0x26),
  key('Down', 'ArrowDown', 'Down', 0x28),
  key('Left', 'ArrowLeft', 'Left', 0x25),
  key('Right', 'ArrowRight', 'Right', 0x27),
  key('Home', 'Home', 'Home', 0x24),
  key('End', 'End', 'End', 0x23),
  key('PageUp', 'PageUp', 'Page_Up', 0x21),
  key('PageDown', 'PageDown', 'Page_Down', 0x22),
  key('Insert', 'Insert', 'Insert', 0x2d),
  key('Delete', 'Delete', 'Delete', 0x2e),
  key('-', 'Minus', 'minus', 0xbd),
  key('=', 'Equal', 'equal', 0xbb),
  key(',', 'Comma', 'comma', 0xbc),
  key('.', 'Period', 'period', 0xbe),
  key('/', 'Slash', 'slash', 0xbf),
];

/** The key of an accelerator, which comes last; undefined for one that can't be a shortcut's. */
export const shortcutKeyOf = (accelerator: string): ShortcutKey | undefined => {
  const name = accelerator.split('+').pop()?.toLowerCase();
  return SHORTCUT_KEYS.find((candidate) => candidate.name.toLowerCase() === name);
};
