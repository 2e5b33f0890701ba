import { expect, it } from 'vitest';
import { modeWhileHeld } from '../../../src/shared/mode.js';

it('sends what was chosen while no key is held', () => {
  expect(modeWhileHeld('on', 'on', null)).toBe('on');
  expect(modeWhileHeld('mute', 'bypass', null)).toBe('mute');
});

it('lets a muted voice through as it was heard last, while the key to talk is held', () => {
  expect(modeWhileHeld('mute', 'bypass', 'talk')).toBe('bypass');
  expect(modeWhileHeld('mute', 'on', 'talk')).toBe('on');
  expect(modeWhileHeld('bypass', 'bypass', 'talk')).toBe('bypass');
});

it('mutes whatever was chosen, while the key to cough is held', () => {
  expect(modeWhileHeld('on', 'on', 'cough')).toBe('mute');
  expect(modeWhileHeld('bypass', 'bypass', 'cough')).toBe('mute');
});
