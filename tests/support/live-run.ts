import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { LiveStats, LiveStatus } from '../../src/shared/live.js';
import { BUNDLE_FOLDER } from './bundle-folder.js';

const CLI = join(BUNDLE_FOLDER, 'cli.cjs');

/** A status as scripts get it: with a sentence as its reason. */
export interface RunStatus extends Omit<LiveStatus, 'reason' | 'problems' | 'priority'> {
  readonly reason: string | null;
}

/** `stillmic run --json` as a process of its own, and what it reports. */
export class LiveRun {
  readonly child: ChildProcess;
  readonly statuses: RunStatus[] = [];
  stats: LiveStats | null = null;
  errors = '';

  constructor(env: NodeJS.ProcessEnv, ...args: string[]) {
    if (!existsSync(CLI)) throw new Error('The bundle is not there: npm run build first.');
    this.child = spawn(process.execPath, [CLI, 'run', '--json', ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stderr?.on('data', (text: Buffer) => (this.errors += text.toString()));
    createInterface({ input: this.child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const { type, ...value } = JSON.parse(line) as { type: string };
      if (type === 'status') this.statuses.push(value as unknown as RunStatus);
      else this.stats = value as LiveStats;
    });
  }

  /** A run in which sound flows. */
  static async start(env: NodeJS.ProcessEnv, ...args: string[]): Promise<LiveRun> {
    const run = new LiveRun(env, ...args);
    await run.until(({ state }) => state === 'running' || state === 'bypassed');
    return run;
  }

  get status(): RunStatus | undefined {
    return this.statuses.at(-1);
  }

  /** Resolves when the status fits. @throws Error when it doesn't in time, or the run has ended */
  async until(fits: (status: RunStatus) => boolean, timeoutMs = 15_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!this.status || !fits(this.status)) {
      if (this.child.exitCode !== null || Date.now() > deadline)
        throw new Error(`Not so in time: ${JSON.stringify(this.statuses)} ${this.errors}`);
      await delay(10);
    }
  }

  /** The engine process that is alive. @throws Error when there is none */
  async engineProcessId(): Promise<number> {
    const [id] = await this.engineProcessIds();
    if (id === undefined) throw new Error('There is no engine process.');
    return id;
  }

  /** Ids of the engine processes that it has started and that are alive. */
  async engineProcessIds(): Promise<number[]> {
    const ps = spawn('ps', ['-o', 'pid=,args=', '--ppid', String(this.child.pid)]);
    let text = '';
    ps.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await once(ps, 'close');
    return text
      .split('\n')
      .filter((line) => line.includes('engine-process.cjs'))
      .map((line) => Number.parseInt(line, 10));
  }

  /** @returns the exit code, or the signal's name */
  async end(signal: NodeJS.Signals = 'SIGINT'): Promise<number | string> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exit = once(this.child, 'exit');
      this.child.kill(signal);
      await exit;
    }
    return this.child.exitCode ?? (this.child.signalCode as string);
  }
}
