import { isDeepStrictEqual } from 'node:util';
import { nativeTheme } from 'electron';
import type { LiveMicrophone } from '../../shared/live.js';
import { withChange, type Settings, type SettingsChange } from '../../shared/settings.js';
import { shortcutKeyOf } from '../../shared/shortcut-keys.js';
import type { ShortcutStates } from '../../shared/shortcuts.js';
import { UserError } from '../../shared/user-error.js';
import { languageOf } from '../../words/languages.js';
import { words } from '../../words/words.js';
import type { Notices } from '../app/notices.js';
import type { HandlersOf } from '../ipc.js';
import { setLanguage } from '../language.js';
import { log } from '../log.js';
import type { ShortcutsFeature } from '../shortcuts/shortcuts-feature.js';
import type { MainWindow } from '../windows/window.js';
import { setAutostart } from './autostart.js';
import type { MicrophoneProfiles } from './microphone-profiles.js';
import type { SettingsStore } from './settings-store.js';

interface Parts {
  readonly store: SettingsStore;
  readonly live: LiveMicrophone;
  readonly profiles: MicrophoneProfiles;
  readonly window: MainWindow;
  readonly notices: Notices;
  readonly locale: string;
  readonly shortcuts: ShortcutsFeature;
}

/**
 * Makes the settings true, now and at every change; window, tray and shortcuts change them through `apply`. What can be
 * refused comes before a change is kept: the microphone, the start with the session, unknown keys. What can't fail
 * follows the store.
 */
export class SettingsFeature {
  readonly handlers: HandlersOf<'settings'>;

  constructor(private readonly parts: Parts) {
    const { store, shortcuts } = parts;
    this.handlers = {
      'settings:get': () => store.settings,
      'settings:change': (change) => this.apply(change),
      'settings:shortcuts': () => shortcuts.states,
    };
    shortcuts.onChanged((states) => this.#tellShortcuts(states));
    this.#follow(store.settings, null);
    this.#renewAutostart();
    store.onChanged(({ settings, before }) => {
      this.#follow(settings, before);
      parts.window.send('settings:changed', settings);
    });
    parts.profiles.follow(() => this.#useProfile());
  }

  /**
   * Applies and keeps a change.
   *
   * @throws UserError when something refuses it or it can't be kept; everything but a mute is as it was then
   */
  async apply(asked: SettingsChange): Promise<Settings> {
    const { store, live, profiles } = this.parts;
    if (asked.live?.muted) this.#mute();
    const change = await profiles.withOwn(asked, store.settings);
    const before = store.settings;
    const wanted = withChange(before, change);
    checkShortcuts(wanted.shortcuts, change.shortcuts ?? {});
    const isAutostartChanged = wanted.startAtLogin !== before.startAtLogin;
    if (isAutostartChanged) setAutostart(wanted.startAtLogin);
    try {
      if (change.live) await live.configure(change.live);
      const settings = store.change(profiles.kept(change, store.settings));
      // The same keys once more: what refused them may give them now.
      if (change.shortcuts && isDeepStrictEqual(settings.shortcuts, before.shortcuts))
        void this.parts.shortcuts.take(settings.shortcuts);
      return settings;
    } catch (error) {
      if (isAutostartChanged) setAutostart(before.startAtLogin);
      const muted = wanted.live.muted || before.live.muted;
      if (change.live) await live.configure({ ...before.live, muted }).catch(() => undefined);
      throw error;
    }
  }

  /** Mutes at once. Nothing takes it back: neither a sound server that hangs nor a full disk. */
  #mute(): void {
    const { store, live } = this.parts;
    live.configure({ muted: true }).catch(() => undefined);
    try {
      store.change({ live: { muted: true } });
    } catch {
      // The user is told when the whole change is kept.
    }
  }

  dispose(): void {
    this.parts.profiles.dispose();
  }

  /** Another microphone came into use by itself: it was unplugged, or the system's default changed. */
  #useProfile(): void {
    if (!this.parts.profiles.isAnother(this.parts.store.settings)) return;
    this.apply({ live: {} }).catch((error: unknown) => log.warn('The settings of a microphone', error));
  }

  /** The program may lie elsewhere since the last start. A refusal must never keep the window from opening. */
  #renewAutostart(): void {
    const { store, notices } = this.parts;
    if (!store.settings.startAtLogin) return;
    try {
      setAutostart(true);
    } catch (error) {
      log.warn('Start with the session was switched off', error);
      notices.add('autostart', 'problem', words('main.autostartOff'));
      try {
        store.change({ startAtLogin: false });
      } catch {
        log.warn('The setting “start at login” could not be switched off');
      }
    }
  }

  /** Does what follows from the settings and can't be refused. */
  #follow(settings: Settings, before: Settings | null): void {
    const { locale, shortcuts } = this.parts;
    if (settings.language !== before?.language) setLanguage(languageOf(settings.language, locale));
    if (settings.theme !== before?.theme) nativeTheme.themeSource = settings.theme;
    if (!isDeepStrictEqual(settings.shortcuts, before?.shortcuts)) void shortcuts.take(settings.shortcuts);
  }

  /** Shows problems beside the keys; a notice tells them to everybody else. */
  #tellShortcuts(states: ShortcutStates): void {
    const { notices, window } = this.parts;
    window.send('settings:shortcuts-changed', states);
    for (const [name, { problem }] of Object.entries(states)) {
      const id = `shortcut-${name}`;
      if (problem) notices.add(id, 'problem', problem);
      else notices.dismiss(id);
    }
  }
}

/** @throws UserError for keys that can't be a shortcut, or that have another use of ours already */
function checkShortcuts(
  wanted: Settings['shortcuts'],
  changed: NonNullable<SettingsChange['shortcuts']>,
): void {
  for (const [name, keys] of Object.entries(changed)) {
    if (!keys) continue;
    if (!shortcutKeyOf(keys)) throw new UserError(words('main.shortcutUnknown', { keys }));
    const isUsed = Object.entries(wanted).some(([other, others]) => other !== name && others === keys);
    if (isUsed) throw new UserError(words('main.shortcutUsedTwice', { keys }));
  }
}
