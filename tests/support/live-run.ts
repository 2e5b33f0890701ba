import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LiveStats } from '../../src/shared/live.js';
import { BUNDLE_FOLDER } from './bundle-folder.js';
import { isFlowing, RunReports, type RunStatus } from './run-reports.js';

const CLI = join(BUNDLE_FOLDER, 'cli.cjs');

/** `stillmic run --json` as a process of its own, and what it reports. */
export class LiveRun {
  readonly child: ChildProcess;
  readonly reports = new RunReports();

  constructor(env: NodeJS.ProcessEnv, ...args: string[]) {
    if (!existsSync(CLI)) throw new Error('The bundle is not there: npm run build first.');
    this.child = spawn(process.execPath, [CLI, 'run', '--json', ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stderr?.on('data', (text: Buffer) => (this.reports.errors += text.toString()));
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => this.reports.add(text));
  }

  /** A run in which sound flows. */
  static async start(env: NodeJS.ProcessEnv, ...args: string[]): Promise<LiveRun> {
    const run = new LiveRun(env, ...args);
    await run.until(isFlowing);
    return run;
  }

  get statuses(): readonly RunStatus[] {
    return this.reports.statuses;
  }

  get stats(): LiveStats | null {
    return this.reports.stats;
  }

  get errors(): string {
    return this.reports.errors;
  }

  get status(): RunStatus | undefined {
    return this.reports.status;
  }

  /** Resolves when the status fits. @throws Error when it doesn't in time, or the run has ended */
  until(fits: (status: RunStatus) => boolean, timeoutMs?: number): Promise<void> {
    return this.reports.until(fits, () => this.child.exitCode !== null, timeoutMs);
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
