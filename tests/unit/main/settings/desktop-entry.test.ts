import { expect, test } from 'vitest';
import { UserError } from '../../../../src/shared/user-error.js';
import { desktopEntry, quoteExec } from '../../../../src/main/settings/desktop-entry.js';

test('arguments are quoted by the rules of the Exec key', () => {
  expect(quoteExec('/opt/Still mic/app')).toBe('"/opt/Still mic/app"');
  expect(quoteExec('100%')).toBe('"100%%"');
  // A backslash is escaped once for the quotes and once for the key file's strings.
  expect(quoteExec('a"b$c')).toBe('"a\\\\"b\\\\$c"');
});

test('the entry starts the command', () => {
  expect(desktopEntry(['/usr/bin/stillmic', '--hidden'])).toContain(
    '\nExec="/usr/bin/stillmic" "--hidden"\n',
  );
});

test('the desktop passes over the entry once the program was removed', () => {
  expect(desktopEntry(['/opt/a b/stillmic'])).toContain('\nTryExec=/opt/a b/stillmic\n');
});

test.each(['\n', '\r', '\t', '\0', '\u007f'])('a path with %j never reaches the file', (character) => {
  expect(() => desktopEntry([`/home/u/Other.AppImage${character}X-Injected=yes`])).toThrow(UserError);
  expect(() => desktopEntry(['/usr/bin/stillmic', `a${character}b`])).toThrow(UserError);
});
