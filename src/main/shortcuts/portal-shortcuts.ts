import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Variant, type Bus, type BusSignal } from '../../dbus/bus.js';
import { UNSEEN_TALK_LIMIT_MS } from '../../shared/mode.js';
import type { Settings } from '../../shared/settings.js';
import { NO_SHORTCUT_STATES, type ShortcutName, type ShortcutStates } from '../../shared/shortcuts.js';
import { words, type Words } from '../../words/words.js';
import { preferredTrigger } from './preferred-trigger.js';
import type { ShortcutListener, ShortcutWay } from './shortcut-way.js';

const PORTAL = 'org.freedesktop.portal.Desktop';
const OBJECT = '/org/freedesktop/portal/desktop';
const SHORTCUTS = 'org.freedesktop.portal.GlobalShortcuts';
const REQUEST = 'org.freedesktop.portal.Request';
const SESSION = 'org.freedesktop.portal.Session';
const SCREEN_SAVERS = ['org.freedesktop.ScreenSaver', 'org.gnome.ScreenSaver'];

/** Name of our desktop file, by which portals know apps that come in no sandbox. */
const APP_ID = 'stillmic';

/** Pauses before a session that ended is made again, ms; after the last one it is given up until the keys change. */
const PAUSES_MS = [300, 2000, 10_000, 60_000];

type Shortcuts = readonly (readonly [string, Readonly<Record<string, Variant>>])[];

interface Parts {
  readonly listener: ShortcutListener;
  /** Connects to the session bus. */
  connect(onClosed: () => void): Promise<Bus>;
  /** Effect of a shortcut, in the user's language: the desktop's dialog shows it. */
  describe(name: ShortcutName): string;
  /** Command that does what a shortcut does, for a desktop without the portal. */
  commandOf(name: ShortcutName): string;
  onChanged(): void;
}

/**
 * Keys from the desktop's portal (org.freedesktop.portal.GlobalShortcuts, xdg-desktop-portal), the only way in a Wayland
 * session. The desktop asks its user which keys it gives; ours are a proposal. A session that ends, with the portal or
 * without, is made again.
 */
export class PortalShortcuts implements ShortcutWay {
  readonly #parts: Parts;
  #keys: Settings['shortcuts'] | null = null;
  #states: ShortcutStates = NO_SHORTCUT_STATES;
  /** Counts the beginnings: what an older one still waits for is of no interest. */
  #round = 0;
  #failures = 0;
  #bus: Bus | null = null;
  /** Unique name of the portal: nobody else can press our keys. */
  #owner: string | null = null;
  #session: string | null = null;
  #requests = 0;
  readonly #responses = new Map<string, (results: Record<string, Variant> | null) => void>();
  readonly #down = new Set<ShortcutName>();
  #talkLimit: NodeJS.Timeout | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get states(): ShortcutStates {
    return this.#states;
  }

  /** Begins to ask for the keys: the desktop's dialog may be answered much later, which `onChanged` tells. */
  take(keys: Settings['shortcuts']): Promise<void> {
    const works = this.#session !== null && Object.values(this.#states).every(({ problem }) => !problem);
    if (works && isDeepStrictEqual(keys, this.#keys)) return Promise.resolve();
    this.#keys = keys;
    this.#failures = 0;
    void this.#begin();
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#round++;
    this.#loseAll();
    this.#bus?.close();
    this.#bus = null;
    return Promise.resolve();
  }

  async #begin(): Promise<void> {
    const round = ++this.#round;
    const isOver = (): boolean => round !== this.#round;
    this.#loseAll();
    const chosen = this.#chosen();
    try {
      await this.#endSession();
      if (isOver()) return;
      if (chosen.length === 0) return this.#show(NO_SHORTCUT_STATES);
      if (!(await this.#isThere())) return this.#refuse((name) => this.#byCommand(name));
      const session = await this.#createSession();
      if (isOver()) return;
      this.#session = session;
      const given = await this.#bind(session, chosen);
      if (isOver()) return;
      this.#failures = 0;
      if (given) this.#showGiven(given);
      else this.#refuse((_name, keys) => words('main.shortcutRefused', { keys }));
    } catch {
      if (!isOver()) this.#again();
    }
  }

  #chosen(): readonly (readonly [ShortcutName, string])[] {
    const all = Object.entries(this.#keys ?? {}) as [ShortcutName, string | null][];
    return all.filter((entry): entry is [ShortcutName, string] => entry[1] !== null);
  }

  /** The session ended, the portal or the bus: another one is made after a pause. */
  #again(): void {
    const round = ++this.#round;
    this.#loseAll();
    this.#session = null;
    for (const answer of this.#responses.values()) answer(null);
    const pause = PAUSES_MS[this.#failures++];
    if (pause === undefined) return this.#refuse((name) => this.#byCommand(name));
    void sleep(pause, undefined, { ref: false }).then(() => {
      if (round === this.#round) void this.#begin();
    });
  }

  /** @returns whether the desktop has the portal */
  async #isThere(): Promise<boolean> {
    const bus = await this.#connected();
    if (!bus) return false;
    try {
      await bus.call({
        destination: PORTAL,
        path: OBJECT,
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        signature: 'ss',
        body: [SHORTCUTS, 'version'],
      });
    } catch {
      return false;
    }
    // It may have been started by the call.
    this.#owner = await bus.ownerOf(PORTAL);
    return true;
  }

  async #connected(): Promise<Bus | null> {
    if (this.#bus) return this.#bus;
    try {
      const bus = await this.#parts.connect(() => {
        this.#bus = null;
        this.#again();
      });
      this.#bus = bus;
      bus.onSignal((signal) => this.#onSignal(signal));
      await bus.match(`type='signal',sender='${PORTAL}'`);
      const changed = "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged'";
      await bus.match(`${changed},arg0='${PORTAL}'`);
      for (const name of SCREEN_SAVERS)
        await bus.match(`type='signal',interface='${name}',member='ActiveChanged'`);
      // Portals before 1.20 don't have it, and find out by themselves which app this is.
      const registry = { interface: 'org.freedesktop.host.portal.Registry', member: 'Register' };
      const call = { destination: PORTAL, path: OBJECT, ...registry };
      await bus.call({ ...call, signature: 'sa{sv}', body: [APP_ID, {}] }).catch(() => undefined);
      return bus;
    } catch {
      return null;
    }
  }

  /** @throws Error when the portal refuses */
  async #createSession(): Promise<string> {
    const results = await this.#request('CreateSession', 'a{sv}', (options) => [
      { ...options, session_handle_token: new Variant('s', this.#token()) },
    ]);
    const session = results?.['session_handle']?.value;
    if (typeof session !== 'string') throw new Error('The portal made no session.');
    return session;
  }

  /** @returns the shortcuts that were given; null when the user gave none */
  async #bind(
    session: string,
    chosen: readonly (readonly [ShortcutName, string])[],
  ): Promise<Shortcuts | null> {
    const shortcuts = chosen.map(([name, keys]) => [
      name,
      {
        description: new Variant('s', this.#parts.describe(name)),
        preferred_trigger: new Variant('s', preferredTrigger(keys)),
      },
    ]);
    const results = await this.#request('BindShortcuts', 'oa(sa{sv})sa{sv}', (options) => [
      session,
      shortcuts,
      '',
      options,
    ]);
    return (results?.['shortcuts']?.value as Shortcuts | undefined) ?? (results && []);
  }

  async #endSession(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    if (!session || !this.#bus) return;
    const call = { destination: PORTAL, path: session, interface: SESSION, member: 'Close' };
    await this.#bus.call(call).catch(() => undefined);
  }

  /**
   * Calls a method of the portal, whose result comes later, by a signal.
   *
   * @returns the results; null when the user refused
   * @throws Error when the portal refuses or goes away
   */
  async #request(
    member: string,
    signature: string,
    body: (options: Record<string, Variant>) => readonly unknown[],
  ): Promise<Record<string, Variant> | null> {
    const bus = this.#bus;
    if (!bus) throw new Error('There is no bus.');
    const token = this.#token();
    const path = `${OBJECT}/request/${bus.name.slice(1).replace(/\./g, '_')}/${token}`;
    const response = new Promise<Record<string, Variant> | null>((resolve) =>
      this.#responses.set(path, resolve),
    );
    try {
      const options = { handle_token: new Variant('s', token) };
      const call = { destination: PORTAL, path: OBJECT, interface: SHORTCUTS, member };
      await bus.call({ ...call, signature, body: body(options) });
      return await response;
    } finally {
      this.#responses.delete(path);
    }
  }

  #token(): string {
    return `stillmic_${process.pid}_${++this.#requests}`;
  }

  #onSignal(signal: BusSignal): void {
    const { member, body, path } = signal;
    if (signal.interface === 'org.freedesktop.DBus' && member === 'NameOwnerChanged')
      return this.#onOwner(body);
    if (SCREEN_SAVERS.includes(signal.interface) && body[0] === true) return this.#loseAll();
    if (signal.sender !== this.#owner) return;
    if (signal.interface === REQUEST && member === 'Response') {
      const [code, results] = body as [number, Record<string, Variant>];
      this.#responses.get(path)?.(code === 0 ? results : null);
    } else if (signal.interface === SESSION && member === 'Closed' && path === this.#session) this.#again();
    else if (signal.interface === SHORTCUTS && body[0] === this.#session) this.#onShortcut(member, body[1]);
  }

  #onOwner([name, , owner]: readonly unknown[]): void {
    if (name !== PORTAL || owner === this.#owner) return;
    this.#owner = owner as string;
    if (owner) this.#failures = 0;
    this.#again();
  }

  #onShortcut(member: string, what: unknown): void {
    if (member === 'ShortcutsChanged') return this.#showGiven(what as Shortcuts);
    const name = this.#chosen().find(([id]) => id === what)?.[0];
    if (!name) return;
    if (member === 'Activated') this.#press(name);
    else if (member === 'Deactivated') this.#release(name);
  }

  #press(name: ShortcutName): void {
    this.#down.add(name);
    if (name === 'talk') {
      if (this.#talkLimit) clearTimeout(this.#talkLimit);
      this.#talkLimit = setTimeout(() => this.#lose('talk'), UNSEEN_TALK_LIMIT_MS);
      this.#talkLimit.unref();
    }
    this.#parts.listener.onPress(name);
  }

  #release(name: ShortcutName): void {
    if (this.#down.delete(name)) this.#parts.listener.onRelease(name);
  }

  #lose(name: ShortcutName): void {
    if (this.#down.delete(name)) this.#parts.listener.onLost(name);
  }

  #loseAll(): void {
    for (const name of [...this.#down]) this.#lose(name);
  }

  #showGiven(given: Shortcuts): void {
    const states: Record<ShortcutName, ShortcutStates[ShortcutName]> = { ...NO_SHORTCUT_STATES };
    for (const [name, keys] of this.#chosen()) {
      const details = given.find(([id]) => id === name)?.[1];
      const trigger = details?.['trigger_description']?.value;
      states[name] = {
        givenKeys: typeof trigger === 'string' && trigger !== '' ? trigger : null,
        problem: details ? null : words('main.shortcutRefused', { keys }),
      };
    }
    this.#show(states);
  }

  #refuse(problemOf: (name: ShortcutName, keys: string) => Words): void {
    const states: Record<ShortcutName, ShortcutStates[ShortcutName]> = { ...NO_SHORTCUT_STATES };
    for (const [name, keys] of this.#chosen())
      states[name] = { givenKeys: null, problem: problemOf(name, keys) };
    this.#show(states);
  }

  #byCommand(name: ShortcutName): Words {
    return words('main.shortcutByCommand', { command: this.#parts.commandOf(name) });
  }

  #show(states: ShortcutStates): void {
    this.#states = states;
    this.#parts.onChanged();
  }
}
