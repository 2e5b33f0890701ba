import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SOURCE_NAME as VIRTUAL } from '../../src/audio/pulse/control/names.js';
import type { ControlStatus } from '../../src/remote-control/protocol.js';
import { LiveRun } from '../support/live-run.js';
import { peak, sine } from '../support/signals.js';
import { RIG_RATE, SOUND_SERVERS } from '../support/sound-rig.js';
import { soundStage } from '../support/sound-stage.js';

const CLI = resolve(import.meta.dirname, '../../out/main/cli.cjs');

describe.each(SOUND_SERVERS)('a running microphone on %s, controlled from outside', (kind) => {
  const stage = soundStage(kind);

  const stillmic = (...args: string[]) =>
    spawnSync(process.execPath, [CLI, ...args], { env: stage.rig.env, encoding: 'utf8' });
  const status = () => JSON.parse(stillmic('status', '--json').stdout) as ControlStatus;

  it('says by its exit code that nothing runs', () => {
    expect(stillmic('status').status).toBe(3);
    expect(stillmic('mode', 'mute')).toMatchObject({ status: 3, stdout: '' });
  });

  it('is muted to the bit, lets a held key talk, and comes back', async () => {
    stage.live = await LiveRun.start(stage.rig.env, '--bypass', '--no-idle');
    const spoken = stage.rig.play(sine(300, 14, RIG_RATE, 0.25));
    const virtual = await stage.rig.startRecording(VIRTUAL);
    await virtual.until(1.5);
    expect(stillmic('mode', 'mute')).toMatchObject({ status: 0 });
    expect(status()).toMatchObject({ mode: 'mute', muted: true, program: 'run', state: 'bypassed' });
    await delay(500);
    const mutedFrom = virtual.seconds;
    await virtual.until(mutedFrom + 1);
    const mutedTo = virtual.seconds;
    const talk = spawn(process.execPath, [CLI, 'talk'], {
      env: stage.rig.env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [said] = (await once(talk.stdout, 'data')) as [Buffer];
    expect(said.toString()).toContain('mute');
    expect(status()).toMatchObject({ mode: 'mute', muted: false });
    await delay(500);
    const talkingFrom = virtual.seconds;
    await virtual.until(talkingFrom + 0.7);
    const talkingTo = virtual.seconds;
    stillmic('talk', '--release');
    expect(status().muted).toBe(true);
    if (talk.exitCode === null) await once(talk, 'exit');
    expect(talk.exitCode).toBe(0);
    stillmic('toggle', 'mute');
    expect(status()).toMatchObject({ mode: 'bypass', muted: false });
    await delay(500);
    const backFrom = virtual.seconds;
    await virtual.until(backFrom + 0.7);
    const { samples } = await virtual.stop();
    await spoken.done;
    const part = (from: number, to: number): Float32Array =>
      samples.subarray(Math.round(from * RIG_RATE), Math.round(to * RIG_RATE));
    expect(peak(part(mutedFrom, mutedTo))).toBe(0);
    expect(peak(part(talkingFrom, talkingTo))).toBeGreaterThan(0.1);
    expect(peak(part(backFrom, samples.length / RIG_RATE))).toBeGreaterThan(0.1);
  });

  it('is muted again however a program that lets it talk ends', async () => {
    stage.live = await LiveRun.start(stage.rig.env, '--mute');
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      const talk = spawn(process.execPath, [CLI, 'talk'], {
        env: stage.rig.env,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      await once(talk.stdout, 'data');
      expect(status()).toMatchObject({ muted: false, held: 'talk' });
      talk.kill(signal);
      await once(talk, 'exit');
      await expect.poll(() => status()).toMatchObject({ mode: 'mute', muted: true, held: null });
    }
  });

  it('changes strength and microphone, and says what it can’t do', async () => {
    stage.live = await LiveRun.start(stage.rig.env, '--mute');
    expect(status()).toMatchObject({ mode: 'mute', muted: true, strength: 100 });
    expect(stillmic('strength', '40').stdout).toContain('strength 40 %');
    expect(stillmic('mic', 'nothing of this name')).toMatchObject({ status: 1 });
    expect(stillmic('mode', 'louder')).toMatchObject({ status: 2 });
    expect(stillmic('off')).toMatchObject({ status: 0 });
    expect(status().mode).toBe('off');
    expect(stillmic('on')).toMatchObject({ status: 0 });
    expect(status()).toMatchObject({ mode: 'on', state: 'running', strength: 40 });
  });
});
