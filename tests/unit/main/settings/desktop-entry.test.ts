import { expect, test } from 'vitest';
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
