import { nativeTheme } from 'electron';
import type { LiveMicrophone } from '../../shared/live.js';
import { languageOf } from '../../words/languages.js';
import type { Settings, SettingsChange } from '../../shared/settings.js';
import { setAutostart } from './autostart.js';
import type { HandlersOf } from '../ipc.js';
import type { Notices } from '../app/notices.js';
import type { SettingsStore } from './settings-store.js';
import { registerShortcuts, type ShortcutActions } from './shortcuts.js';
import { setLanguage } from '../language.js';
import type { MainWindow } from '../windows/window.js';
import { words } from '../../words/words.js';

interface Parts {
  readonly store: SettingsStore;
  readonly live: LiveMicrophone;
  readonly window: MainWindow;
  readonly notices: Notices;
  readonly locale: string;
  readonly shortcutActions: ShortcutActions;
}

/** Makes the settings true, now and at every change; window, tray and shortcuts change them through `apply`. */
export class SettingsFeature {
  readonly handlers: HandlersOf<'settings'>;

  constructor(private readonly parts: Parts) {
    const { store } = parts;
    this.handlers = {
      'settings:get': () => store.settings,
      'settings:change': (change) => this.apply(change),
    };
    this.#act(store.settings, null);
    store.onChanged(({ settings, before }) => {
      this.#act(settings, before);
      parts.window.send('settings:changed', settings);
    });
  }

  /** Applies and keeps a change. What the microphone refuses is not kept. */
  async apply(change: SettingsChange): Promise<Settings> {
    if (change.live) await this.parts.live.configure(change.live);
    return this.parts.store.change(change);
  }

  #act(settings: Settings, before: Settings | null): void {
    const { notices, locale, shortcutActions } = this.parts;
    if (settings.language !== before?.language) setLanguage(languageOf(settings.language, locale));
    if (settings.theme !== before?.theme) nativeTheme.themeSource = settings.theme;
    if (before ? settings.startAtLogin !== before.startAtLogin : settings.startAtLogin)
      setAutostart(settings.startAtLogin);
    if (settings.shortcuts !== before?.shortcuts)
      registerShortcuts(settings.shortcuts, shortcutActions, (keys) =>
        notices.add('shortcut', 'problem', words('main.shortcutTaken', { keys })),
      );
  }
}
