import { expect, test } from 'vitest';
import { ChosenFiles } from '../../../../src/main/recordings/chosen-files.js';
import { UserError } from '../../../../src/shared/user-error.js';

test('a file has a name to show, and a handle that says nothing', () => {
  const files = new ChosenFiles();
  const { handle, name } = files.hold('/home/ada/talk.wav');
  expect(name).toBe('talk.wav');
  expect(handle).not.toMatch(/ada|talk/);
  expect(files.pathOf(handle)).toBe('/home/ada/talk.wav');
});

test('a path or another handle names no file', () => {
  const files = new ChosenFiles();
  files.hold('/home/ada/talk.wav');
  for (const handle of ['/home/ada/talk.wav', '/etc/passwd', '', 'toString'])
    expect(() => files.pathOf(handle)).toThrow(UserError);
});

test('the oldest choice is forgotten before memory fills', () => {
  const files = new ChosenFiles();
  const first = files.hold('/first');
  const second = files.hold('/second');
  for (let count = 2; count < 10_001; count++) files.hold(`/${count}`);
  expect(() => files.pathOf(first.handle)).toThrow(UserError);
  expect(files.pathOf(second.handle)).toBe('/second');
});
