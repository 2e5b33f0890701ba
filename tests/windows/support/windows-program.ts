import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { windowsNode } from '../../../scripts/windows/runtimes.mjs';
import { spawnBound } from '../../support/sound/run.js';
import type { Run } from '../../support/cli.js';
import { APP, RUNNER, toWindows, windowsEnvironment } from './wine.js';

export interface ProgramOptions {
  /** Environment of a sound server's clients, or this process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Whether it has a console of its own, in which keys can be pressed. */
  readonly console?: boolean;
  /** Libraries of Windows that are not there. */
  readonly missing?: readonly string[];
  /** Libraries that it brings itself, so that Wine's own aren't taken. */
  readonly brought?: readonly string[];
  /** Called with each piece of standard output. */
  onOutput?(text: string): void;
}

/** A Windows program that runs in Wine. It ends with this process. */
export class WindowsProgram {
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  stdout = '';
  stderr = '';

  /** @param command path of the program and its arguments, as Windows takes them */
  constructor(
    command: readonly string[],
    { env = process.env, console = false, missing, brought, onOutput }: ProgramOptions = {},
  ) {
    const flags = ['--bound', ...(console ? ['--console'] : [])];
    this.#child = spawnBound(
      'wine',
      [RUNNER, ...flags, ...command],
      windowsEnvironment(env, missing, brought),
      'pipe',
    );
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
      onOutput?.(text);
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    // The program may end before an order reaches it.
    this.#child.stdin?.on('error', () => undefined);
    this.#closed = once(this.#child, 'close');
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null;
  }

  /** Presses a key in its console, or ends it as the task manager does. */
  order(order: 'ctrl-c' | 'ctrl-break' | 'kill'): void {
    this.#child.stdin?.write({ 'ctrl-c': 'c', 'ctrl-break': 'b', kill: 'k' }[order]);
  }

  /** Its end. */
  async ended(): Promise<Run> {
    await this.#closed;
    return { code: this.#child.exitCode, stdout: this.stdout, stderr: this.stderr };
  }
}

/** Command that runs a script of the app with node.exe. */
export const nodeCommand = (script: string, ...args: string[]): string[] => [
  toWindows(windowsNode()),
  `${toWindows(APP)}\\${script.replaceAll('/', '\\')}`,
  ...args,
];

/** Runs a script of this machine with node.exe. */
export const scriptOnWindows = (
  script: string,
  args: readonly string[],
  options: ProgramOptions = {},
): WindowsProgram => new WindowsProgram([toWindows(windowsNode()), toWindows(script), ...args], options);

/** Runs the built command line on Windows, as a user does. */
export const stillmicOnWindows = (args: readonly string[], options: ProgramOptions = {}): Promise<Run> =>
  new WindowsProgram(nodeCommand('out/main/cli.cjs', ...args), options).ended();
