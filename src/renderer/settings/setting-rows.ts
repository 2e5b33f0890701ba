import type { AppInfo } from '../../shared/app-info.js';
import type { LiveSettings } from '../../shared/live.js';
import type { Settings, SettingsChange } from '../../shared/settings.js';
import type { ShortcutName } from '../../shared/shortcuts.js';
import { LANGUAGES, nameOf } from '../../words/languages.js';
import { plainWords, words, type Words } from '../../words/words.js';
import type { Option } from '../controls/Choice.js';

/**
 * The settings page as data: each row says which words it shows, what it reads from the settings and what it changes
 * in them. A new setting is a row here, beside its type in `shared`.
 */

/** Words of an option; its value is a string, as the list wants it. */
type WordsOption = Omit<Option<string>, 'label' | 'detail'> & { readonly label: Words };

interface RowBase {
  readonly id: string;
  readonly label: Words;
  readonly hint?: (info: AppInfo) => Words;
}

/** A setting that is on or off. */
export interface SwitchRow extends RowBase {
  readonly kind: 'switch';
  readonly isOn: (settings: Settings) => boolean;
  readonly change: (isOn: boolean) => SettingsChange;
}

/** A setting with several values. */
export interface ChoiceRow extends RowBase {
  readonly kind: 'choice';
  readonly options: (settings: Settings) => readonly WordsOption[];
  readonly value: (settings: Settings) => string;
  readonly change: (value: string) => SettingsChange;
}

/** A key for use in any app. */
export interface ShortcutRow extends RowBase {
  readonly kind: 'shortcut';
  readonly name: ShortcutName;
  readonly keys: (settings: Settings) => string | null;
  readonly change: (keys: string | null) => SettingsChange;
}

/** A row of the settings page. */
export type Row = SwitchRow | ChoiceRow | ShortcutRow;

/** Rows under one heading. */
export interface RowGroup {
  readonly title: Words;
  readonly rows: readonly Row[];
  /** A sentence below the rows. */
  readonly note?: (info: AppInfo) => Words;
}

type KeysOf<T, V> = { [K in keyof T]: T[K] extends V ? K : never }[keyof T] & string;

type Hint = RowBase['hint'];

const withHint = (hint: Hint) => (hint ? { hint } : {});

/** A switch of the app. */
const appSwitch = (key: KeysOf<Settings, boolean>, label: Words, hint?: Hint): SwitchRow => ({
  kind: 'switch',
  id: key,
  label,
  ...withHint(hint),
  isOn: (settings) => settings[key],
  change: (isOn) => ({ [key]: isOn }),
});

/** A switch of the live microphone. */
const liveSwitch = (key: KeysOf<LiveSettings, boolean>, label: Words, hint?: Hint): SwitchRow => ({
  kind: 'switch',
  id: `live.${key}`,
  label,
  ...withHint(hint),
  isOn: ({ live }) => live[key],
  change: (isOn) => ({ live: { [key]: isOn } }),
});

/** The words of every value that a setting can have; a forgotten one doesn't compile. */
const optionsOf = <V extends string>(labels: Readonly<Record<V, Words>>): readonly WordsOption[] =>
  Object.entries<Words>(labels).map(([value, label]) => ({ value, label }));

/** A choice of the app among words. */
const appChoice = <K extends KeysOf<Settings, string>>(
  key: K,
  label: Words,
  labels: Readonly<Record<Settings[K], Words>>,
): ChoiceRow => ({
  kind: 'choice',
  id: key,
  label,
  options: () => optionsOf(labels),
  value: (settings) => settings[key],
  change: (value) => ({ [key]: value }),
});

/** A choice of the live microphone among words. */
const liveChoice = <K extends 'overloadPolicy' | 'releaseMicrophone'>(
  key: K,
  label: Words,
  labels: Readonly<Record<LiveSettings[K], Words>>,
  hint?: Hint,
): ChoiceRow => ({
  kind: 'choice',
  id: `live.${key}`,
  label,
  ...withHint(hint),
  options: () => optionsOf(labels),
  value: ({ live }) => live[key],
  change: (value) => ({ live: { [key]: value } }),
});

const shortcut = (key: ShortcutName, label: Words): ShortcutRow => ({
  kind: 'shortcut',
  name: key,
  id: `shortcuts.${key}`,
  label,
  keys: ({ shortcuts }) => shortcuts[key],
  change: (keys) => ({ shortcuts: { [key]: keys } }),
});

/** Number of channels on offer; a higher one that was chosen elsewhere is offered too. */
const OFFERED_CHANNELS = 8;

const channelRow: ChoiceRow = {
  kind: 'choice',
  id: 'live.channel',
  label: words('settings.channel'),
  hint: () => words('settings.channelHint'),
  options: ({ live }) => {
    const numbers = Array.from({ length: OFFERED_CHANNELS }, (_, index) => index + 1);
    if (typeof live.channel === 'number' && live.channel > OFFERED_CHANNELS) numbers.push(live.channel);
    return [
      { value: 'loudest', label: words('settings.channelLoudest') },
      ...numbers.map((number) => ({
        value: String(number),
        label: words('settings.channelNumber', { number }),
      })),
    ];
  },
  value: ({ live }) => String(live.channel),
  change: (value) => ({ live: { channel: value === 'loudest' ? value : Number(value) } }),
};

const languageLabels = {
  system: words('settings.languageSystem'),
  ...Object.fromEntries(LANGUAGES.map((language) => [language, plainWords(nameOf(language))])),
} as Readonly<Record<Settings['language'], Words>>;

/** All of the settings page: a new setting is a row here. */
export const SETTING_ROWS: readonly RowGroup[] = [
  {
    title: words('settings.start'),
    rows: [
      appSwitch('startAtLogin', words('settings.startAtLogin'), ({ hasTray }) =>
        words(hasTray ? 'settings.startAtLoginHint' : 'settings.startAtLoginHintNoTray'),
      ),
      appSwitch('denoiseAtStart', words('settings.denoiseAtStart')),
    ],
    note: ({ hasTray }) => words(hasTray ? 'settings.closingTray' : 'settings.closingNoTray'),
  },
  {
    title: words('settings.microphone'),
    rows: [
      liveSwitch('setAsDefault', words('settings.setAsDefault'), () => words('settings.setAsDefaultHint')),
      liveSwitch('fallBackToDefaultMicrophone', words('settings.fallBack')),
      channelRow,
      liveSwitch('voiceGate', words('settings.voiceGate'), () => words('settings.voiceGateHint')),
      liveSwitch('pauseWhenIdle', words('settings.pauseWhenIdle'), () => words('settings.pauseWhenIdleHint')),
      liveChoice(
        'releaseMicrophone',
        words('settings.releaseMicrophone'),
        {
          bluetooth: words('settings.releaseBluetooth'),
          always: words('settings.releaseAlways'),
          never: words('settings.releaseNever'),
        },
        () => words('settings.releaseMicrophoneHint'),
      ),
      liveChoice('overloadPolicy', words('settings.overload'), {
        'lighter-model': words('settings.overloadLighter'),
        bypass: words('settings.overloadBypass'),
      }),
    ],
  },
  {
    title: words('settings.shortcuts'),
    rows: [
      shortcut('toggle', words('settings.toggle')),
      shortcut('compare', words('settings.compare')),
      shortcut('mute', words('settings.mute')),
      shortcut('talk', words('settings.talk')),
      shortcut('cough', words('settings.cough')),
    ],
  },
  {
    title: words('settings.look'),
    rows: [
      appChoice('theme', words('settings.theme'), {
        system: words('settings.themeSystem'),
        light: words('settings.themeLight'),
        dark: words('settings.themeDark'),
      }),
      appChoice('language', words('settings.language'), languageLabels),
    ],
  },
];
