import type { MenuItemConstructorOptions } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { setLanguage } from '../../../../src/main/language.js';
import { trayIconOf, trayMenu, type TrayState } from '../../../../src/main/tray/tray-menu.js';
import { DEFAULT_LIVE_SETTINGS } from '../../../../src/shared/live.js';
import { OFF_STATUS } from '../../../support/live-status.js';

const status = OFF_STATUS;
const state: TrayState = {
  status,
  settings: { ...DEFAULT_LIVE_SETTINGS, modelId: 'b' },
  microphones: [{ name: 'usb', label: 'USB microphone', isDefault: true }],
  models: [
    { id: 'a', name: 'Model A' },
    { id: 'b', name: 'Model B' },
  ],
};
const actions = { choose: vi.fn(), configure: vi.fn(), open: vi.fn(), quit: vi.fn() };

const item = (items: MenuItemConstructorOptions[], label: string): MenuItemConstructorOptions => {
  const found = items.find((candidate) => candidate.label === label);
  if (!found) throw new Error(`no item ${label}`);
  return found;
};
const submenu = (items: MenuItemConstructorOptions[], label: string) =>
  item(items, label).submenu as MenuItemConstructorOptions[];
const press = ({ click }: MenuItemConstructorOptions) => (click as () => void)();

beforeEach(() => {
  vi.clearAllMocks();
  setLanguage('en');
});

describe('the tray', () => {
  test.each([
    [{ state: 'off' }, 'off'],
    [{ state: 'running' }, 'on'],
    [{ state: 'running', listeners: ['Zoom'] }, 'recording'],
    [{ state: 'bypassed', listeners: ['Zoom'] }, 'bypass'],
    [{ state: 'running', listeners: ['Zoom'], silent: true }, 'mute'],
    [{ state: 'recovering' }, 'problem'],
    [{ state: 'failed' }, 'problem'],
  ] as const)('%j shows the icon “%s”', (change, icon) => {
    expect(trayIconOf({ ...status, ...change })).toBe(icon);
  });

  test.each([
    [{ state: 'off' }, {}, 'Off'],
    [{ state: 'failed' }, { muted: true }, 'Off'],
    [{ state: 'running' }, {}, 'On'],
    [{ state: 'recovering' }, { bypass: true }, 'Bypass (hear the difference)'],
    [{ state: 'bypassed' }, { bypass: true, muted: true }, 'Mute'],
  ] as const)('%j with %j has the one mode “%s”', (change, sound, mode) => {
    const settings = { ...state.settings, ...sound };
    const menu = trayMenu({ ...state, status: { ...status, ...change }, settings }, actions);
    expect(menu.slice(0, 4).filter(({ checked }) => checked)).toMatchObject([{ label: mode, type: 'radio' }]);
  });

  test('a mode is chosen by its item', () => {
    const menu = trayMenu(state, actions);
    for (const { click } of menu.slice(0, 4)) (click as () => void)();
    expect(actions.choose.mock.calls).toEqual([['on'], ['bypass'], ['mute'], ['off']]);
  });

  test('microphone, model and strength are chosen from lists that mark what is chosen', () => {
    const menu = trayMenu(state, actions);
    expect(submenu(menu, 'Model').map(({ checked }) => checked)).toEqual([false, true]);
    press(item(submenu(menu, 'Model'), 'Model A'));
    press(item(submenu(menu, 'Microphone'), 'USB microphone'));
    press(item(submenu(menu, 'Strength'), '50 %'));
    expect(actions.configure.mock.calls).toEqual([
      [{ modelId: 'a' }],
      [{ microphone: 'usb' }],
      [{ strength: 50 }],
    ]);
  });

  test('a strength between the steps is shown too', () => {
    const menu = trayMenu({ ...state, settings: { ...state.settings, strength: 62 } }, actions);
    expect(submenu(menu, 'Strength').find(({ checked }) => checked)?.label).toBe('62 %');
  });

  test('speaks the chosen language', () => {
    setLanguage('de');
    expect(trayMenu(state, actions).map(({ label }) => label)).toContain('Beenden');
  });
});
