import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { run, spawnBound } from '../../support/sound/run.js';
import type { SoundRig } from '../../support/sound-rig.js';
import type { Screen } from './screen.js';

/** Nobody presses a key twice within this time; what comes sooner counts as the keyboard's own repetition, ms. */
const FASTEST_AGAIN_MS = 100;

/** Who shows tray icons on a desktop that has a place for them. */
const TRAY_WATCHER = 'org.kde.StatusNotifierWatcher';
const NOTIFICATIONS = 'org.freedesktop.Notifications';

const START_LIMIT_MS = 10_000;

/**
 * Services of a desktop besides its screen: a session bus of its own, and on it, as far as asked for, a window manager
 * (blackbox), a notification daemon (dunst) and an owner of the tray's name (dbus-test-tool). They die with the tests.
 */
export class Desktop {
  readonly #children: ChildProcess[] = [];
  #heard = '';

  private constructor(private readonly env: NodeJS.ProcessEnv) {}

  get busAddress(): string {
    return this.env.DBUS_SESSION_BUS_ADDRESS as string;
  }

  get display(): string {
    return this.env.DISPLAY as string;
  }

  /** A bus for everything that is started in the rig's environment from now on. */
  static async start(rig: SoundRig, screen: Screen): Promise<Desktop> {
    const desktop = new Desktop({ ...rig.env, DISPLAY: screen.display });
    const bus = desktop.#spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1']);
    const [address] = (await once(bus.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    rig.env.DBUS_SESSION_BUS_ADDRESS = desktop.env.DBUS_SESSION_BUS_ADDRESS = address.toString().trim();
    // The desktop is asked whether it has a tray.
    rig.env.STILLMIC_TRAY = '';
    return desktop;
  }

  /** Minimises windows when they ask for it, and says so (EWMH). */
  async manageWindows(): Promise<void> {
    this.#spawn('blackbox', []);
    await this.#until('blackbox', async () =>
      (await run('xprop', ['-root', '_NET_SUPPORTING_WM_CHECK'], this.env)).includes('window id'),
    );
  }

  async showTray(): Promise<void> {
    this.#spawn('dbus-test-tool', ['black-hole', '--session', `--name=${TRAY_WATCHER}`]);
    await this.#untilOwned(TRAY_WATCHER);
  }

  /** Shows notifications, and listens to what apps ask to be shown. */
  async showNotifications(): Promise<void> {
    const monitor = this.#spawn('dbus-monitor', [
      '--session',
      `interface='${NOTIFICATIONS}',member='Notify'`,
    ]);
    monitor.stdout?.on('data', (text: Buffer) => (this.#heard += text.toString()));
    this.#spawn('dunst', []);
    await this.#untilOwned(NOTIFICATIONS);
  }

  /** Every text of the notifications so far, in the order of the protocol: app, icon, title, body and so on. */
  get notified(): readonly string[] {
    return [...this.#heard.matchAll(/^ {3}string "(.*)"$/gm)].map(([, text]) => text as string);
  }

  /** Presses keys as a keyboard does, for whatever app they are for. */
  async press(keys: string): Promise<void> {
    await run('xdotool', ['key', keys], this.env);
    await delay(FASTEST_AGAIN_MS);
  }

  /** Presses keys and holds them down, until `release`. */
  async hold(keys: string): Promise<void> {
    await run('xdotool', ['keydown', keys], this.env);
  }

  async release(keys: string): Promise<void> {
    await run('xdotool', ['keyup', keys], this.env);
  }

  stop(): void {
    for (const child of this.#children.reverse()) child.kill();
  }

  #spawn(command: string, args: readonly string[]): ChildProcess {
    const child = spawnBound(command, args, this.env, ['ignore', 'pipe', 'ignore']);
    this.#children.push(child);
    return child;
  }

  #untilOwned(name: string): Promise<void> {
    const object = ['--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
    const question = ['org.freedesktop.DBus.NameHasOwner', `string:${name}`];
    return this.#until(name, async () => {
      const args = ['--session', '--print-reply', ...object, ...question];
      return (await run('dbus-send', args, this.env)).includes('true');
    });
  }

  async #until(what: string, isThere: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + START_LIMIT_MS; !(await isThere()); await delay(50))
      if (Date.now() > end) throw new Error(`${what} did not come.`);
  }
}
