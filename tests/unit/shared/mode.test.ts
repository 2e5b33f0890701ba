import { expect, it } from 'vitest';
import { isSilent, modeOf, settingsOfMode, strongestOf, toggled } from '../../../src/shared/mode.js';

it('is one choice, whatever it is made of', () => {
  for (const mode of ['on', 'bypass', 'mute'] as const)
    expect(modeOf({ bypass: false, muted: false, ...settingsOfMode(mode) }, false)).toBe(mode);
  expect(modeOf({ bypass: true, muted: true }, true)).toBe('off');
});

it('changes over, and back', () => {
  const clean = { bypass: false, muted: false };
  expect(toggled('mute', clean, false)).toEqual({ isOff: false, settings: { muted: true } });
  expect(toggled('mute', { ...clean, muted: true }, false)).toEqual({
    isOff: false,
    settings: { muted: false },
  });
  expect(toggled('bypass', clean, false)).toEqual({ isOff: false, settings: { bypass: true } });
  expect(toggled('bypass', { ...clean, bypass: true }, false)).toEqual({
    isOff: false,
    settings: { bypass: false },
  });
  expect(toggled('on', clean, false)).toEqual({ isOff: true, settings: {} });
  expect(toggled('on', clean, true)).toEqual({ isOff: false, settings: {} });
});

it('switches on with what a key asks for', () => {
  expect(toggled('mute', { bypass: true, muted: true }, true)).toEqual({
    isOff: false,
    settings: { muted: true },
  });
  expect(toggled('bypass', { bypass: true, muted: false }, true)).toEqual({
    isOff: false,
    settings: { bypass: true },
  });
});

it('lifts a mute by no key but the one that mutes', () => {
  for (const isOff of [true, false])
    for (const what of ['on', 'bypass'] as const)
      expect(toggled(what, { bypass: false, muted: true }, isOff).settings).not.toHaveProperty('muted');
});

it('counts the silent one of several keys', () => {
  expect(strongestOf([])).toBeNull();
  expect(strongestOf(['talk'])).toBe('talk');
  expect(strongestOf(['talk', 'cough'])).toBe('cough');
});

it('lets a muted voice through while the key to talk is held, and mutes while the key to cough is', () => {
  expect(isSilent(true, null)).toBe(true);
  expect(isSilent(true, 'talk')).toBe(false);
  expect(isSilent(false, 'talk')).toBe(false);
  expect(isSilent(false, 'cough')).toBe(true);
  expect(isSilent(false, null)).toBe(false);
});
