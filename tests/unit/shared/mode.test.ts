import { expect, it } from 'vitest';
import { isSilent, modeOf, settingsOfMode, toggled } from '../../../src/shared/mode.js';

it('is one choice, whatever it is made of', () => {
  for (const mode of ['on', 'bypass', 'mute'] as const)
    expect(modeOf({ bypass: false, muted: false, ...settingsOfMode(mode) }, false)).toBe(mode);
  expect(modeOf({ bypass: true, muted: true }, true)).toBe('off');
});

it('comes back from mute as it was before', () => {
  const muted = { bypass: true, muted: false, ...settingsOfMode('mute') };
  expect(modeOf(muted, false)).toBe('mute');
  expect(toggled('mute', 'mute', muted)).toBe('bypass');
  expect(toggled('mute', 'mute', { bypass: false })).toBe('on');
});

it('changes over, and back', () => {
  expect(toggled('mute', 'on', { bypass: false })).toBe('mute');
  expect(toggled('bypass', 'on', { bypass: false })).toBe('bypass');
  expect(toggled('bypass', 'bypass', { bypass: true })).toBe('on');
  expect(toggled('on', 'off', { bypass: false })).toBe('on');
  expect(toggled('on', 'on', { bypass: false })).toBe('off');
  expect(toggled('on', 'mute', { bypass: false })).toBe('on');
});

it('lets a muted voice through while the key to talk is held, and mutes while the key to cough is', () => {
  expect(isSilent(true, null)).toBe(true);
  expect(isSilent(true, 'talk')).toBe(false);
  expect(isSilent(false, 'talk')).toBe(false);
  expect(isSilent(false, 'cough')).toBe(true);
  expect(isSilent(false, null)).toBe(false);
});
