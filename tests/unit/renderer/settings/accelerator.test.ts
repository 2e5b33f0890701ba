import { expect, test } from 'vitest';
import { acceleratorOf, type KeyPress } from '../../../../src/renderer/settings/accelerator.js';

const press = (key: string, code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...held,
});

test('a combination is named as Electron names it', () => {
  expect(acceleratorOf(press('m', 'KeyM', { ctrlKey: true, altKey: true }))).toEqual({
    accelerator: 'Control+Alt+M',
  });
  expect(acceleratorOf(press('!', 'Digit1', { metaKey: true, shiftKey: true }))).toEqual({
    accelerator: 'Shift+Super+1',
  });
  expect(acceleratorOf(press('F9', 'F9'))).toEqual({ accelerator: 'F9' });
  expect(acceleratorOf(press(' ', 'Space', { altKey: true }))).toEqual({ accelerator: 'Alt+Space' });
});

test('the layout decides which key it is, and the place where the layout can’t', () => {
  const control = { ctrlKey: true };
  expect(acceleratorOf(press('z', 'KeyY', control))).toEqual({ accelerator: 'Control+Z' });
  expect(acceleratorOf(press('a', 'KeyQ', control))).toEqual({ accelerator: 'Control+A' });
  expect(acceleratorOf(press('&', 'Digit1', control))).toEqual({ accelerator: 'Control+1' });
  expect(acceleratorOf(press('ь', 'KeyM', control))).toEqual({ accelerator: 'Control+M' });
  expect(acceleratorOf(press('@', 'KeyQ', { ...control, altKey: true }))).toEqual({
    accelerator: 'Control+Alt+Q',
  });
  expect(acceleratorOf(press('-', 'Slash', control))).toEqual({ accelerator: 'Control+-' });
  expect(acceleratorOf(press('ß', 'Minus', control))).toBe('unusable');
});

test('modifiers alone are not finished, and a bare letter belongs to the apps', () => {
  expect(acceleratorOf(press('Control', 'ControlLeft', { ctrlKey: true }))).toBe('incomplete');
  expect(acceleratorOf(press('m', 'KeyM'))).toBe('unusable');
  expect(acceleratorOf(press('M', 'KeyM', { shiftKey: true }))).toBe('unusable');
  expect(acceleratorOf(press('ß', 'IntlRo', { ctrlKey: true }))).toBe('unusable');
});
