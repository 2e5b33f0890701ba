import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LiveRun } from '../support/live-run.js';
import { HARDWARE, SOUND_SERVERS, SoundRig } from '../support/sound-rig.js';

const CLI = resolve(import.meta.dirname, '../../out/main/cli.cjs');
const ARGS = ['run', '--json', '--set-default', '--bypass'];
/** Two seconds are promised on a machine that has nothing else to do. */
const PATIENCE_MS = 10_000;

describe.each(SOUND_SERVERS)('however it ends on %s', (kind) => {
  let rig: SoundRig;
  let child: ChildProcess | null = null;

  beforeEach(async () => {
    rig = await SoundRig.start(kind);
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    child = null;
    await rig.stop();
  });

  const isOurs = async (): Promise<boolean> => (await rig.pactl('get-default-source')) === 'stillmic';
  const isClean = async (): Promise<boolean> =>
    (await rig.pactl('get-default-source')) === HARDWARE.microphone &&
    !(await rig.pactl('list', 'short', 'modules')).includes('stillmic');

  async function until(fits: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + PATIENCE_MS; !(await fits()); await delay(50)) {
      if (Date.now() > end)
        throw new Error(
          `Not so in time: ${await rig.pactl('get-default-source')}\n${await rig.pactl('list', 'short', 'modules')}`,
        );
    }
  }

  /** A run in a process group of its own, whose microphone is the default one. */
  async function started(stdout: 'pipe' | 'ignore' = 'ignore'): Promise<ChildProcess> {
    child = spawn(process.execPath, [CLI, ...ARGS], {
      env: rig.env,
      detached: true,
      stdio: ['ignore', stdout, 'pipe'],
    });
    await until(isOurs);
    return child;
  }

  it.each(['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGKILL'] as const)('%s to the process group', async (signal) => {
    const { pid } = await started();
    process.kill(-(pid as number), signal);
    await until(isClean);
  });

  it('SIGKILL to the process alone', async () => {
    (await started()).kill('SIGKILL');
    await until(isClean);
  });

  it('two SIGINT at once', async () => {
    const run = await started();
    const exit = once(run, 'exit');
    run.kill('SIGINT');
    run.kill('SIGINT');
    await delay(20);
    run.kill('SIGINT');
    expect(await exit).toEqual([0, null]);
    expect(await isClean()).toBe(true);
  });

  it('a reader of stdout that goes away', async () => {
    const run = await started('pipe');
    const exit = once(run, 'exit');
    run.stdout?.destroy();
    expect(await exit).toEqual([0, null]);
    expect(await isClean()).toBe(true);
  });

  it('a full disk behind stdout: one sentence', async () => {
    child = spawn('/bin/sh', ['-c', `exec "$0" "$@" >/dev/full`, process.execPath, CLI, ...ARGS], {
      env: rig.env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr?.on('data', (text: Buffer) => (errors += text.toString()));
    const [code] = (await once(child, 'exit')) as [number];
    expect(errors).toMatch(/^stillmic: The output can’t be written: .*ENOSPC/);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
    expect(await isClean()).toBe(true);
  });

  it('without a trace in the temporary folder', async () => {
    const env = { ...rig.env, TMPDIR: rig.folder };
    const run = await LiveRun.start(env, '--bypass');
    expect(await run.end()).toBe(0);
    expect(readdirSync(rig.folder).filter((name) => name.startsWith('stillmic'))).toEqual([]);
  });

  it('a run that was started before the server waits for it', async () => {
    await rig.killAll();
    const run = new LiveRun(rig.env, '--bypass', '--mic', HARDWARE.microphone);
    await delay(1500);
    expect(run.child.exitCode).toBeNull();
    await rig.restartAll();
    await run.until(({ state }) => state === 'bypassed');
    expect(run.errors).toContain('The sound server does not answer');
    expect(await run.end()).toBe(0);
  });
});
