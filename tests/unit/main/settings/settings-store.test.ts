import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SettingsStore } from '../../../../src/main/settings/settings-store.js';
import { DEFAULT_SETTINGS } from '../../../../src/shared/settings.js';

let folder: string;
const file = () => join(folder, 'settings.json');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillmic-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the settings file', () => {
  test('starts with the defaults and keeps changes', () => {
    const store = new SettingsStore(folder);
    expect(store.settings).toEqual(DEFAULT_SETTINGS);
    store.change({ theme: 'dark', live: { strength: 70 } });
    const again = new SettingsStore(folder);
    expect(again.settings).toEqual({
      ...DEFAULT_SETTINGS,
      theme: 'dark',
      live: { ...DEFAULT_SETTINGS.live, strength: 70 },
    });
    expect(again.setAside).toBeNull();
  });

  test('is replaced as a whole: no temporary file stays', () => {
    const store = new SettingsStore(folder);
    for (let strength = 0; strength < 20; strength++) store.change({ live: { strength } });
    expect(readdirSync(folder)).toEqual(['settings.json']);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ version: 1, live: { strength: 19 } });
  });

  test.each([
    ['half a file', '{"version": 1, "theme": "da'],
    ['no settings', '"hello"'],
    ['a wrong value', JSON.stringify({ version: 1, theme: 'pink' })],
    ['another version', JSON.stringify({ version: 2 })],
  ])('%s is kept aside and the defaults are used', (_name, content) => {
    writeFileSync(file(), content);
    const store = new SettingsStore(folder);
    expect(store.settings).toEqual(DEFAULT_SETTINGS);
    expect(store.setAside).toBe(`${file()}.bad`);
    expect(readFileSync(`${file()}.bad`, 'utf8')).toBe(content);
    store.change({ theme: 'light' });
    expect(new SettingsStore(folder).settings.theme).toBe('light');
  });

  test('what an older app did not know yet gets its default', () => {
    writeFileSync(file(), JSON.stringify({ version: 1, live: { strength: 5 }, gone: true }));
    expect(new SettingsStore(folder).settings).toEqual({
      ...DEFAULT_SETTINGS,
      live: { ...DEFAULT_SETTINGS.live, strength: 5 },
    });
  });

  test('tells what changed from what', () => {
    const store = new SettingsStore(folder);
    const seen: string[] = [];
    store.onChanged(({ settings, before }) => seen.push(`${before.theme} → ${settings.theme}`));
    store.change({ theme: 'dark' });
    expect(seen).toEqual(['system → dark']);
  });
});
