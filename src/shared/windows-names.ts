/**
 * Names that Windows can't keep, by Microsoft's “Naming Files, Paths, and Namespaces”. Node gets around these rules
 * (it writes through `\\?\`), and leaves files behind that other programs can neither open nor remove.
 */

/** Fault of a name: it stands for a device, has forbidden characters, or ends in a dot or a space. */
export type WindowsNameProblem = 'device' | 'characters' | 'end';

/** With any ending, and with spaces before it: `nul.tar.gz` is the device NUL. */
const DEVICE = /^(con|prn|aux|nul|(com|lpt)[0-9¹²³]|conin\$|conout\$) *(\.|:|$)/i;
/** A colon would name a hidden stream of a file. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f]/;

/** @param name of one file or folder, without its path */
export function windowsNameProblem(name: string): WindowsNameProblem | null {
  if (DEVICE.test(name)) return 'device';
  if (FORBIDDEN.test(name)) return 'characters';
  return /[. ]$/.test(name) && name !== '.' && name !== '..' ? 'end' : null;
}
