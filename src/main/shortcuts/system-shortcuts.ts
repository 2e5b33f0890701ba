import type { Settings } from '../../shared/settings.js';
import { shortcutKeyOf } from '../../shared/shortcut-keys.js';
import {
  isHeldShortcut,
  NO_SHORTCUT_STATES,
  type ShortcutName,
  type ShortcutStates,
} from '../../shared/shortcuts.js';
import { words, type Words } from '../../words/words.js';
import type { KeyStates } from './key-states.js';
import { untilUp } from './key-watch.js';
import type { ShortcutListener, ShortcutWay } from './shortcut-way.js';

/** Electron's globalShortcut, as far as it is used here. */
export interface GlobalShortcut {
  register(accelerator: string, callback: () => void): boolean;
  unregisterAll(): void;
}

/** A repetition of the keyboard that was under way when the key came up arrives within this time, ms. */
const LATE_REPEAT_MS = 40;
/** Where no release can be seen, presses that follow each other faster are the keyboard's own repetition, ms. */
const REPEAT_MS = 700;

interface Parts {
  readonly globalShortcut: GlobalShortcut;
  readonly listener: ShortcutListener;
  openKeyStates(): Promise<KeyStates | null>;
}

/**
 * Keys by the system's own registration (X11's grab of this key, RegisterHotKey), which tells of presses only; from
 * there on the key's state is asked for until it is up.
 */
export class SystemShortcuts implements ShortcutWay {
  readonly #parts: Parts;
  #keyStates: KeyStates | null = null;
  #states: ShortcutStates = NO_SHORTCUT_STATES;
  readonly #down = new Set<ShortcutName>();
  /** Presses before this time are repetitions, by shortcut. */
  readonly #deafUntil = new Map<ShortcutName, number>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get states(): ShortcutStates {
    return this.#states;
  }

  async take(keys: Settings['shortcuts']): Promise<void> {
    const { globalShortcut, openKeyStates } = this.#parts;
    globalShortcut.unregisterAll();
    const chosen = Object.entries(keys) as [ShortcutName, string | null][];
    if (!this.#keyStates && chosen.some(([, accelerator]) => accelerator !== null))
      this.#keyStates = await openKeyStates();
    const states: Record<ShortcutName, ShortcutStates[ShortcutName]> = { ...NO_SHORTCUT_STATES };
    for (const [name, accelerator] of chosen)
      if (accelerator !== null)
        states[name] = { givenKeys: null, problem: this.#register(name, accelerator) };
    this.#states = states;
  }

  close(): Promise<void> {
    this.#parts.globalShortcut.unregisterAll();
    this.#keyStates?.close();
    this.#keyStates = null;
    return Promise.resolve();
  }

  /** @returns why it does not work; null when it does */
  #register(name: ShortcutName, accelerator: string): Words | null {
    if (!shortcutKeyOf(accelerator)) return words('main.shortcutUnknown', { keys: accelerator });
    if (isHeldShortcut(name) && !this.#keyStates)
      return words('main.shortcutNoRelease', { keys: accelerator });
    const isTaken = !this.#parts.globalShortcut.register(
      accelerator,
      () => void this.#press(name, accelerator),
    );
    return isTaken ? words('main.shortcutTaken', { keys: accelerator }) : null;
  }

  async #press(name: ShortcutName, accelerator: string): Promise<void> {
    const { listener } = this.#parts;
    const key = shortcutKeyOf(accelerator);
    const isRepeated = this.#down.has(name) || performance.now() < (this.#deafUntil.get(name) ?? 0);
    if (!this.#keyStates) this.#deafUntil.set(name, performance.now() + REPEAT_MS);
    if (isRepeated || !key) return;
    listener.onPress(name);
    if (!this.#keyStates) return;
    this.#down.add(name);
    const end = await untilUp(key, this.#keyStates);
    this.#down.delete(name);
    this.#deafUntil.set(name, performance.now() + LATE_REPEAT_MS);
    if (end === 'up') return listener.onRelease(name);
    // Opened anew with the next change of the keys.
    this.#keyStates?.close();
    this.#keyStates = null;
    listener.onLost(name);
  }
}
