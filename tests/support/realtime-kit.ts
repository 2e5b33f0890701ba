import { spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { run, spawnBound } from './sound/run.js';

const RTKIT = '/usr/libexec/rtkit-daemon';
const POLKIT = '/usr/lib/polkit-1/polkitd';
const POLKIT_RULES = '/etc/polkit-1/rules.d';

/** Why RealtimeKit can't be tried here; null when it can. Needs dbus, polkitd and rtkit, and root for them. */
export const withoutRealtimeKit: string | null =
  process.platform !== 'linux' || process.getuid?.() !== 0
    ? 'needs root on Linux'
    : ![RTKIT, POLKIT, '/usr/bin/dbus-daemon', '/usr/bin/busctl'].every((file) => existsSync(file))
      ? 'dbus-daemon, busctl, polkitd or rtkit is not installed'
      : spawnSync('unshare', ['-m', 'true']).status !== 0
        ? 'no mount namespaces here'
        : null;

const busConfiguration = (socket: string): string => `<busconfig>
  <type>system</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_type="method_call"/><allow send_type="signal"/>
    <allow send_requested_reply="true" send_type="method_return"/>
    <allow send_requested_reply="true" send_type="error"/>
    <allow receive_type="method_call"/><allow receive_type="method_return"/>
    <allow receive_type="error"/><allow receive_type="signal"/>
  </policy>
</busconfig>`;

/** Permissions that polkit gives a user who sits at the machine; a test has no such session. */
const RULES = `polkit.addRule(function (action) {
  if (action.id.indexOf('org.freedesktop.RealtimeKit1.') === 0) return polkit.Result.YES;
});`;

/** A private D-Bus system bus with polkit and RealtimeKit on it. */
export class RealtimeKit {
  readonly env: NodeJS.ProcessEnv;
  readonly #daemons: ChildProcess[] = [];
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.env = { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${join(folder, 'bus')}` };
  }

  /** @param folder that every user can read */
  static async start(folder: string): Promise<RealtimeKit> {
    const kit = new RealtimeKit(folder);
    const configuration = join(folder, 'bus.conf');
    const rules = join(folder, 'rules');
    writeFileSync(configuration, busConfiguration(join(folder, 'bus')));
    mkdirSync(rules);
    writeFileSync(join(rules, '10-test.rules'), RULES);
    kit.#spawn('dbus-daemon', `--config-file=${configuration}`, '--nofork');
    await kit.#until(() => existsSync(join(folder, 'bus')));
    // Only polkit itself sees these rules.
    const polkit = `mount --bind '${rules}' ${POLKIT_RULES} && exec ${POLKIT} --no-debug`;
    kit.#spawn('unshare', '-m', 'sh', '-c', polkit);
    await kit.#untilOnBus('org.freedesktop.PolicyKit1');
    kit.#spawn(RTKIT);
    await kit.#untilOnBus('org.freedesktop.RealtimeKit1');
    return kit;
  }

  async stop(): Promise<void> {
    for (const daemon of this.#daemons.reverse()) {
      if (daemon.exitCode !== null || daemon.signalCode !== null) continue;
      const gone = once(daemon, 'exit');
      daemon.kill('SIGKILL');
      await gone;
    }
  }

  #spawn(command: string, ...args: string[]): void {
    this.#daemons.push(spawnBound(command, args, this.env, ['ignore', 'ignore', 'ignore']));
  }

  #untilOnBus(name: string): Promise<void> {
    return this.#until(async () => (await run('busctl', ['--system', 'list'], this.env)).includes(name));
  }

  async #until(fits: () => boolean | Promise<boolean>): Promise<void> {
    for (let tries = 0; !(await fits()); tries++) {
      if (tries > 100) throw new Error(`The bus in ${this.#folder} is not ready in time.`);
      await delay(30);
    }
  }
}
