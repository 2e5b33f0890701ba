import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { spawnBound } from './run.js';

export interface DaemonCommand {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Whether it answers; polled after its start. */
  readonly ready: () => Promise<boolean>;
}

const START_TIMEOUT_MS = 10_000;
const POLL_MS = 30;
/** On a desktop sound servers have real-time priority; nice counts only within a session (sched(7), autogroups). */
const REAL_TIME_IF_ALLOWED = 'chrt -r -p 5 $$ >/dev/null 2>&1; exec "$0" "$@"';

/**
 * Daemons of one private sound server. They die with this process, however it ends (see spawnBound).
 */
export class Daemons {
  readonly #commands: ReadonlyMap<string, DaemonCommand>;
  readonly #env: NodeJS.ProcessEnv;
  readonly #running = new Map<string, ChildProcess>();
  #log = '';

  /** @param commands in the order in which they start */
  constructor(commands: readonly DaemonCommand[], env: NodeJS.ProcessEnv) {
    this.#commands = new Map(commands.map((command) => [command.name, command]));
    this.#env = env;
  }

  get names(): readonly string[] {
    return [...this.#commands.keys()];
  }

  processId(name: string): number {
    const pid = this.#running.get(name)?.pid;
    if (pid === undefined) throw new Error(`${name} does not run.`);
    return pid;
  }

  /** Starts a daemon, afresh if it runs, and resolves when it answers. */
  async start(name: string): Promise<void> {
    await this.kill(name);
    const { command, args, ready } = this.#find(name);
    const child = spawnBound('sh', ['-c', REAL_TIME_IF_ALLOWED, command, ...args], this.#env, [
      'ignore',
      'pipe',
      'pipe',
    ]);
    const log = (text: Buffer): void => void (this.#log = (this.#log + text.toString()).slice(-20_000));
    child.stdout?.on('data', log);
    child.stderr?.on('data', log);
    this.#running.set(name, child);
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!(await ready())) {
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error(`${name} did not start:\n${this.#log}`);
      await delay(POLL_MS);
    }
  }

  /** Ends a daemon and waits until it is gone; one that isn't running is left alone. */
  async kill(name: string, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#running.get(name);
    this.#running.delete(name);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  #find(name: string): DaemonCommand {
    const command = this.#commands.get(name);
    if (!command) throw new Error(`No daemon ${name} here: ${this.names.join(', ')}.`);
    return command;
  }
}
