import type { MenuItemConstructorOptions } from 'electron';
import { DEFAULT_DEVICE, type AudioDevice, type LiveSettings, type LiveStatus } from '../../shared/live.js';
import { modeOf, type MicrophoneMode } from '../../shared/mode.js';
import { words } from '../../words/words.js';
import { inCurrentLanguage } from '../language.js';

/** Icon of each state; the names of the files in assets/tray. */
export type TrayIcon = 'off' | 'on' | 'recording' | 'bypass' | 'mute' | 'problem';

/** The icon that shows a state. */
export function trayIconOf({ state, listeners, silent }: LiveStatus): TrayIcon {
  if (silent && (state === 'running' || state === 'bypassed')) return 'mute';
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

/** Everything that the menu shows. */
export interface TrayState {
  readonly status: LiveStatus;
  readonly settings: LiveSettings;
  readonly microphones: readonly AudioDevice[];
  readonly models: readonly { readonly id: string; readonly name: string }[];
}

/** Everything that the menu does. */
export interface TrayActions {
  choose(mode: MicrophoneMode): void;
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

/** The modes on top, of which one is chosen. */
function modes({ status, settings }: TrayState, { choose }: TrayActions): MenuItemConstructorOptions[] {
  const isOff = status.state === 'off' || status.state === 'failed';
  const items = (['on', 'bypass', 'mute', 'off'] as const).map((value) => ({
    label: inCurrentLanguage(words(`tray.${value}`)),
    value,
  }));
  return choices(items, modeOf(settings, isOff), choose);
}

function microphoneChoices({ settings, microphones }: TrayState, { configure }: TrayActions) {
  const usual = { label: inCurrentLanguage(words('home.systemMicrophone')), value: DEFAULT_DEVICE };
  const others = microphones.map(({ label, name }) => ({ label, value: name }));
  return choices([usual, ...others], settings.microphone, (microphone) => configure({ microphone }));
}

function modelChoices({ settings, models }: TrayState, { configure }: TrayActions) {
  const items = models.map(({ id, name }) => ({ label: name, value: id }));
  return choices(items, settings.modelId, (modelId) => configure({ modelId }));
}

/** Round figures, and the one that was set in the window. */
function strengthChoices({ settings }: TrayState, { configure }: TrayActions) {
  const strengths = [...new Set([...STRENGTHS, settings.strength])].sort((a, b) => a - b);
  const items = strengths.map((value) => ({ label: `${value} %`, value }));
  return choices(items, settings.strength, (strength) => configure({ strength }));
}

/** The tray's menu for a state. */
export const trayMenu = (state: TrayState, actions: TrayActions): MenuItemConstructorOptions[] => [
  ...modes(state, actions),
  { type: 'separator' },
  { label: inCurrentLanguage(words('home.microphone')), submenu: microphoneChoices(state, actions) },
  { label: inCurrentLanguage(words('home.model')), submenu: modelChoices(state, actions) },
  { label: inCurrentLanguage(words('home.strength')), submenu: strengthChoices(state, actions) },
  { type: 'separator' },
  { label: inCurrentLanguage(words('tray.open')), click: actions.open },
  { label: inCurrentLanguage(words('tray.quit')), click: actions.quit },
];
