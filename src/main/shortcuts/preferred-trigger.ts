import { shortcutKeyOf } from '../../shared/shortcut-keys.js';

const MODIFIERS: Readonly<Record<string, string>> = {
  control: 'CTRL',
  ctrl: 'CTRL',
  commandorcontrol: 'CTRL',
  alt: 'ALT',
  shift: 'SHIFT',
  super: 'LOGO',
  meta: 'LOGO',
};

/**
 * Keys as portals write them (XDG shortcuts specification): `CTRL+ALT+m` for `Control+Alt+M`. They are a proposal, so
 * what has no name there is left out.
 */
export function preferredTrigger(accelerator: string): string {
  const parts = accelerator.split('+').slice(0, -1);
  const modifiers = parts.map((part) => MODIFIERS[part.toLowerCase()]);
  return [...modifiers, shortcutKeyOf(accelerator)?.keysyms[0]].filter(Boolean).join('+');
}
