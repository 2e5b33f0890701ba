import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { MARK, markedProcesses, type MarkedProcess } from '../support/marked-processes.js';
import { SoundRig } from '../support/sound-rig.js';

const ROOT = resolve(import.meta.dirname, '../..');
const PATIENCE_MS = 20_000;
/** The system is to be restored so soon after an end that gave no time for it. */
const ENDS_WITHIN_MS = 8000;

/** A shell that stays between npm and the script, as some do; others replace themselves by it. */
const STAYING_SHELL = '#!/bin/bash\n/bin/bash "$@"\nexit $?\n';

type Part = 'npm' | 'shell' | 'script';

let rig: SoundRig;
let shell: string;

beforeAll(async () => {
  rig = await SoundRig.start('pulseaudio');
  shell = join(rig.folder, 'staying-shell');
  writeFileSync(shell, STAYING_SHELL);
  chmodSync(shell, 0o755);
});
afterAll(() => rig.stop());

/** `npm start -- run` in a process group of its own, once sound flows. */
class NpmStart {
  readonly mark = randomUUID();
  readonly npm: ChildProcess;

  private constructor() {
    this.npm = spawn('npm', ['start', '--silent', '--', 'run', '--json', '--bypass'], {
      cwd: ROOT,
      detached: true,
      env: {
        ...rig.env,
        [MARK]: this.mark,
        npm_config_script_shell: shell,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  static async running(): Promise<NpmStart> {
    const start = new NpmStart();
    onTestFinished(() => start.processes.forEach(({ id }) => process.kill(id, 'SIGKILL')));
    const lines = createInterface({ input: start.npm.stdout as NodeJS.ReadableStream });
    for await (const line of lines) if (/"state":"(running|bypassed)"/.test(line)) break;
    // A pipe that nobody reads any more must not be what ends it.
    start.npm.stdout?.resume();
    return start;
  }

  get processes(): MarkedProcess[] {
    return markedProcesses(this.mark);
  }

  idOf(part: Part): number {
    const isPart: Record<Part, (command: string) => boolean> = {
      npm: (command) => /^npm start|npm-cli\.js start|\bnpm start/.test(command),
      shell: (command) => command.includes(shell),
      script: (command) => /^\S*node scripts\/start\.mjs/.test(command),
    };
    const found = this.processes.find(({ command }) => isPart[part](command));
    if (!found) throw new Error(`There is no ${part}: ${JSON.stringify(this.processes)}`);
    return found.id;
  }
}

const modules = (): Promise<string> => rig.pactl('list', 'short', 'modules');

/** Ends one part, or the whole group, and waits until nothing is left. */
async function endBy(signal: NodeJS.Signals, part: Part | 'group'): Promise<void> {
  const before = await modules();
  const start = await NpmStart.running();
  expect(await modules()).not.toBe(before);
  process.kill(part === 'group' ? -(start.npm.pid as number) : start.idOf(part), signal);
  await expect.poll(() => start.processes, { timeout: ENDS_WITHIN_MS, interval: 50 }).toEqual([]);
  await expect.poll(modules, { timeout: ENDS_WITHIN_MS }).toBe(before);
}

describe('npm start -- run', { timeout: 2 * PATIENCE_MS }, () => {
  // npm hands a SIGINT of its own to the shell, which waits for what it runs; a terminal sends one to the group.
  it.each(['SIGTERM', 'SIGHUP'] as const)('ends cleanly by %s to npm', (signal) => endBy(signal, 'npm'));

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('ends cleanly by %s to the script', (signal) =>
    endBy(signal, 'script'),
  );

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('ends cleanly by %s to the group', (signal) =>
    endBy(signal, 'group'),
  );

  it.each(['npm', 'shell', 'script'] as const)('leaves nothing behind when %s is killed', (part) =>
    endBy('SIGKILL', part),
  );
});

describe('npm start', () => {
  /** User namespaces forbidden, and another user than root, in a namespace of its own. */
  const EMULATION = [
    'unshare',
    ['--user', '--map-user=1000', '--map-group=1000', '--keep-caps', 'bash', '-c'],
  ] as const;
  const drop = 'setpriv --inh-caps=-all --ambient-caps=-all --bounding-set=-all';
  const emulated = (command: string) =>
    spawnSync(
      EMULATION[0],
      [...EMULATION[1], `echo 0 > /proc/sys/user/max_user_namespaces; exec ${drop} ${command}`],
      {
        cwd: ROOT,
        env: { ...rig.env, DISPLAY: ':9' },
        encoding: 'utf8',
        timeout: PATIENCE_MS,
      },
    );

  it('says what to type where no sandbox can be built', ({ skip }) => {
    if (emulated('true').status !== 0) skip('This machine allows no user namespaces.');
    const { status, stderr } = emulated(`${process.execPath} scripts/start.mjs`);
    expect(stderr).toContain('allows no user namespaces');
    expect(stderr).toContain('sudo sysctl -w user.max_user_namespaces=');
    expect(stderr).not.toContain('FATAL');
    expect(status).toBe(1);
  });
});
