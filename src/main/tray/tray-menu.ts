import type { MenuItemConstructorOptions } from 'electron';
import { DEFAULT_DEVICE, type AudioDevice, type LiveSettings, type LiveStatus } from '../../shared/live.js';
import { words } from '../../words/words.js';
import { inCurrentLanguage } from '../language.js';

/** Icon of each state; the names of the files in assets/tray. */
export type TrayIcon = 'off' | 'on' | 'recording' | 'bypass' | 'problem';

export function trayIconOf({ state, listeners }: LiveStatus): TrayIcon {
  switch (state) {
    case 'off':
      return 'off';
    case 'starting':
    case 'running':
      return listeners.length > 0 ? 'recording' : 'on';
    case 'bypassed':
      return 'bypass';
    case 'recovering':
    case 'failed':
      return 'problem';
  }
}

export interface TrayState {
  readonly status: LiveStatus;
  readonly settings: LiveSettings;
  readonly microphones: readonly AudioDevice[];
  readonly models: readonly { readonly id: string; readonly name: string }[];
}

export interface TrayActions {
  switch(on: boolean): void;
  configure(change: Partial<LiveSettings>): void;
  open(): void;
  quit(): void;
}

const STRENGTHS = [25, 50, 75, 100];

const choices = <T>(
  items: readonly { label: string; value: T }[],
  chosen: T,
  choose: (value: T) => void,
): MenuItemConstructorOptions[] =>
  items.map(({ label, value }) => ({
    label,
    type: 'radio',
    checked: value === chosen,
    click: () => choose(value),
  }));

/** The tray's menu for a state. */
export function trayMenu(state: TrayState, actions: TrayActions): MenuItemConstructorOptions[] {
  const { status, settings, microphones, models } = state;
  const isOn = status.state !== 'off' && status.state !== 'failed';
  const strengths = STRENGTHS.includes(settings.strength)
    ? STRENGTHS
    : [...STRENGTHS, settings.strength].sort((a, b) => a - b);
  return [
    {
      label: inCurrentLanguage(words('tray.on')),
      type: 'checkbox',
      checked: isOn,
      click: () => actions.switch(!isOn),
    },
    {
      label: inCurrentLanguage(words('tray.bypass')),
      type: 'checkbox',
      checked: settings.bypass,
      click: () => actions.configure({ bypass: !settings.bypass }),
    },
    { type: 'separator' },
    {
      label: inCurrentLanguage(words('home.microphone')),
      submenu: choices(
        [
          { label: inCurrentLanguage(words('home.systemMicrophone')), value: DEFAULT_DEVICE },
          ...microphones.map(({ label, name }) => ({ label, value: name })),
        ],
        settings.microphone,
        (microphone) => actions.configure({ microphone }),
      ),
    },
    {
      label: inCurrentLanguage(words('home.model')),
      submenu: choices(
        models.map(({ id, name }) => ({ label: name, value: id })),
        settings.modelId,
        (modelId) => actions.configure({ modelId }),
      ),
    },
    {
      label: inCurrentLanguage(words('home.strength')),
      submenu: choices(
        strengths.map((value) => ({ label: `${value} %`, value })),
        settings.strength,
        (strength) => actions.configure({ strength }),
      ),
    },
    { type: 'separator' },
    { label: inCurrentLanguage(words('tray.open')), click: actions.open },
    { label: inCurrentLanguage(words('tray.quit')), click: actions.quit },
  ];
}
