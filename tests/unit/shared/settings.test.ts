import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../src/words/languages.js';
import {
  DEFAULT_SETTINGS,
  settingsChangeSchema,
  settingsSchema,
  type SettingsChange,
  withChange,
} from '../../../src/shared/settings.js';

describe('settings', () => {
  test('the defaults pass their own schema', () => {
    expect(settingsSchema.parse(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
  });

  test('a change names only what changes, at both levels', () => {
    const change = settingsChangeSchema.parse({ theme: 'dark', live: { strength: 40 } });
    expect(withChange(DEFAULT_SETTINGS, change)).toEqual({
      ...DEFAULT_SETTINGS,
      theme: 'dark',
      live: { ...DEFAULT_SETTINGS.live, strength: 40 },
    });
  });

  test.each([
    { live: { strength: 101 } },
    { live: { gain: 1 } },
    { version: 2 },
    { theme: 'pink' },
    { shortcuts: { toggle: 'not a key' } },
  ])('refuses %j', (change) => {
    expect(settingsChangeSchema.safeParse(change).success).toBe(false);
  });

  test('a checked change is what was asked for: nothing is added to it', () => {
    const every: SettingsChange[] = [
      ...Object.entries(DEFAULT_SETTINGS.live).map(([name, value]) => ({ live: { [name]: value } })),
      ...Object.entries(DEFAULT_SETTINGS.shortcuts).map(([name, value]) => ({
        shortcuts: { [name]: value },
      })),
      { theme: 'dark' },
      {},
    ];
    for (const change of every) expect(settingsChangeSchema.parse(change)).toEqual(change);
  });

  test.each(['CommandOrControl+Alt+M', 'F9', 'Shift+,', null])('takes the shortcut %s', (toggle) => {
    expect(settingsChangeSchema.safeParse({ shortcuts: { toggle } }).success).toBe(true);
  });

  test('the language follows the system unless chosen, and is English where we have no other', () => {
    expect(languageOf('system', 'de-AT')).toBe('de');
    expect(languageOf('system', 'ja-JP')).toBe('en');
    expect(languageOf('en', 'de-AT')).toBe('en');
  });
});
