import { globalShortcut } from 'electron';
import { isDeepStrictEqual } from 'node:util';
import { Emitter } from '../../shared/emitter.js';
import type { LiveMicrophone } from '../../shared/live.js';
import type { Settings } from '../../shared/settings.js';
import type { HeldKey } from '../../shared/mode.js';
import {
  isHeldShortcut,
  NO_SHORTCUT_STATES,
  TOGGLE_SHORTCUTS,
  type ShortcutName,
  type ShortcutStates,
} from '../../shared/shortcuts.js';
import { log } from '../log.js';
import { words } from '../../words/words.js';
import { Bus } from '../../dbus/bus.js';
import { inCurrentLanguage } from '../language.js';
import { openKeyStates } from './open-key-states.js';
import { PortalShortcuts } from './portal-shortcuts.js';
import type { ShortcutListener, ShortcutWay } from './shortcut-way.js';
import { SystemShortcuts } from './system-shortcuts.js';

/** Effects of the keys. */
export interface ShortcutActions {
  toggle(what: 'on' | 'bypass' | 'mute'): void;
  /** Mutes until somebody lifts it. */
  mute(): void;
  /** Command that starts this app's command line. */
  readonly command: string;
}

/** Command that does what a key does, for desktops that give keys to no app. */
const commandFor = (name: ShortcutName): string =>
  isHeldShortcut(name) ? name : `toggle ${TOGGLE_SHORTCUTS[name]}`;

/** Whether the session is one in which no app can take keys by itself. */
const isWayland = (env: NodeJS.ProcessEnv): boolean =>
  process.platform === 'linux' && (env['XDG_SESSION_TYPE'] === 'wayland' || Boolean(env['WAYLAND_DISPLAY']));

/** Keys from any app: which way they come, what they do, and how they work. */
export class ShortcutsFeature implements ShortcutListener {
  readonly #way: ShortcutWay;
  readonly #changed = new Emitter<ShortcutStates>();
  readonly onChanged = this.#changed.on;
  #states: ShortcutStates = NO_SHORTCUT_STATES;
  #turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly live: LiveMicrophone,
    private readonly actions: ShortcutActions,
  ) {
    this.#way = isWayland(process.env)
      ? new PortalShortcuts({
          listener: this,
          connect: (onClosed) => Bus.session(onClosed),
          describe: (name) => inCurrentLanguage(words(`settings.${name}`)),
          commandOf: (name) => `${actions.command} ${commandFor(name)}`,
          onChanged: () => this.#tell(),
        })
      : new SystemShortcuts({ globalShortcut, listener: this, openKeyStates });
  }

  get states(): ShortcutStates {
    return this.#states;
  }

  /** Takes these keys, after those that were asked for before; `states` tells how they work then. */
  take(keys: Settings['shortcuts']): Promise<void> {
    this.#turn = this.#turn
      .then(() => this.#way.take(keys))
      .catch((error: unknown) => log.error('shortcuts', error))
      .then(() => this.#tell());
    return this.#turn;
  }

  close(): Promise<void> {
    return this.#way.close();
  }

  onPress(name: ShortcutName): void {
    if (isHeldShortcut(name)) this.#hold(name, true);
    else this.actions.toggle(TOGGLE_SHORTCUTS[name]);
  }

  onRelease(name: ShortcutName): void {
    if (isHeldShortcut(name)) this.#hold(name, false);
  }

  /** A lost release ends in silence: a voice that was let through is muted again, and a mute stays. */
  onLost(name: ShortcutName): void {
    if (name === 'cough') this.actions.mute();
    this.onRelease(name);
  }

  #hold(key: HeldKey, isHeld: boolean): void {
    this.live
      .hold(`shortcut: ${key}`, isHeld ? key : null)
      .catch((error: unknown) => log.error('shortcut', error));
  }

  #tell(): void {
    if (isDeepStrictEqual(this.#way.states, this.#states)) return;
    this.#states = this.#way.states;
    this.#changed.emit(this.#states);
  }
}
