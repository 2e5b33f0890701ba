import { UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';

/** A line break would end the value and begin a key of its own; the others have no place in a path. */
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f]/;

/** Quotes an argument of a desktop file's Exec line (Desktop Entry Specification 1.5, “The Exec key”). */
export const quoteExec = (argument: string): string =>
  `"${argument
    .replace(/(["`$\\])/g, '\\$1')
    .replace(/\\/g, '\\\\')
    .replace(/%/g, '%%')}"`;

/**
 * Text of a desktop file that starts the app with the session. TryExec makes the desktop pass over it once the program
 * was removed.
 *
 * @param command program and arguments
 * @throws UserError for a path with a control character, which no desktop file can hold
 */
export function desktopEntry(command: readonly string[]): string {
  if (command.some((part) => CONTROL_CHARACTERS.test(part)))
    throw new UserError(words('main.controlCharacterInPath'));
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Stillmic',
    'Icon=stillmic',
    `TryExec=${(command[0] ?? '').replace(/\\/g, '\\\\')}`,
    `Exec=${command.map(quoteExec).join(' ')}`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}
