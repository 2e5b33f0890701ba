import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SOURCE_NAME } from '../../src/audio/pulse/control/names.js';
import type { LiveState } from '../../src/shared/live.js';
import { busyWaveform, HANGING_BURST } from '../support/busy-model.js';
import { LiveRun } from '../support/live-run.js';
import { quietNoise, rms } from '../support/signals.js';
import { HARDWARE, RIG_RATE, SOUND_SERVERS, SoundRig } from '../support/sound-rig.js';
import { writeTinyModel } from '../support/tiny-models.js';

/** Far more than it takes, for machines that have other things to do. `npm run bench -- recovery` has the times. */
const PATIENCE_MS = 20_000;
const AUDIBLE = 0.01;

describe.each(SOUND_SERVERS)('recovery without the user on %s', (kind) => {
  let rig: SoundRig;
  let live: LiveRun;

  beforeEach(async () => {
    rig = await SoundRig.start(kind);
    live = await LiveRun.start(rig.env, '--bypass', '--no-idle');
    await expectSound();
  });
  afterEach(async () => {
    await live.end();
    await rig.stop();
  });

  /** Whether what is spoken into this microphone is heard on the virtual one. */
  async function isHeard(sink: string): Promise<boolean> {
    const playback = rig.play(quietNoise(4 * RIG_RATE), sink);
    try {
      const { samples } = await rig.record(SOURCE_NAME, 1.2);
      return rms(samples.subarray(-RIG_RATE / 2)) > AUDIBLE;
    } catch {
      // It isn't there (yet).
      return false;
    } finally {
      await playback.stop();
    }
  }

  async function expectSound(sink: string = HARDWARE.sink, state: LiveState = 'bypassed'): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await isHeard(sink))) {
      if (Date.now() > deadline)
        throw new Error(`Nothing is heard: ${JSON.stringify(live.statuses.slice(-3))} ${live.errors}`);
      await delay(50);
    }
    expect(live.status?.state).toBe(state);
  }

  const engine = (): Promise<number> => live.engineProcessId();

  it('goes on after the sound server was killed and came back', async () => {
    await rig.killAll();
    await live.until(({ state }) => state === 'recovering');
    await rig.restartAll();
    await expectSound();
  });

  it('goes on after each daemon was killed and came back', async () => {
    for (const daemon of rig.daemons) {
      await rig.kill(daemon);
      // Without pipewire itself the others go on, but refuse every client until they are restarted as well.
      if (daemon === 'pipewire') await rig.restartAll();
      else await rig.startDaemon(daemon);
      await rig.plugHardware();
      await expectSound();
    }
  });

  it('uses the default microphone while the chosen one is unplugged, and goes back', async () => {
    await rig.plug('headset', 'headset_mic', 'Headset');
    await live.end();
    live = await LiveRun.start(rig.env, '--bypass', '--no-idle', '--mic', 'Headset');
    await expectSound('headset');
    await rig.unplug('headset_mic');
    await live.until(({ microphoneLabel }) => microphoneLabel === HARDWARE.label);
    await expectSound();
    expect(await isHeard('speakers')).toBe(false);
    await rig.plug('headset', 'headset_mic', 'Headset');
    await live.until(({ microphoneLabel }) => microphoneLabel === 'Headset');
    await expectSound('headset');
  });

  it('waits for the only microphone, and keeps the virtual one meanwhile', async () => {
    await rig.unplug(HARDWARE.microphone);
    await live.until(({ state }) => state === 'recovering');
    expect(await rig.pactl('list', 'short', 'sources')).toContain(`\t${SOURCE_NAME}\t`);
    await rig.plug(HARDWARE.sink, HARDWARE.microphone, HARDWARE.label);
    await expectSound();
  });

  it('goes on after the engine process was killed, and the virtual microphone stays', async () => {
    const modules = await rig.pactl('list', 'short', 'modules');
    const killed = await engine();
    process.kill(killed, 'SIGKILL');
    await live.until(({ state }) => state === 'recovering');
    await expectSound();
    expect(await engine()).not.toBe(killed);
    expect(await rig.pactl('list', 'short', 'modules')).toBe(modules);
  });

  it('replaces an engine that hangs', async () => {
    const hung = await engine();
    process.kill(hung, 'SIGSTOP');
    await live.until(({ state }) => state === 'recovering');
    await expectSound();
    expect(await engine()).not.toBe(hung);
  });

  it('replaces an engine whose audio worker hangs within its model', async () => {
    await live.end();
    const model = writeTinyModel(
      join(rig.folder, 'hanging.onnx'),
      busyWaveform({ threshold: 0.9, products: 'hangs' }),
    );
    live = await LiveRun.start(rig.env, '--no-idle', '--model', model);
    await expectSound(HARDWARE.sink, 'running');
    const hung = await engine();
    await rig.play(HANGING_BURST).done;
    await live.until(({ state }) => state === 'recovering');
    expect(live.status?.reason).toBe('The engine hung.');
    await expectSound(HARDWARE.sink, 'running');
    expect(await engine()).not.toBe(hung);
  });

  it('goes on after everything was suspended', async () => {
    const processes = [live.child.pid as number, await engine()];
    for (const id of processes) process.kill(id, 'SIGSTOP');
    await delay(10_000);
    for (const id of processes) process.kill(id, 'SIGCONT');
    await expectSound();
  });

  it('cleans up after everything was killed', async () => {
    live.child.kill('SIGKILL');
    await live.end();
    live = await LiveRun.start(rig.env, '--bypass', '--no-idle');
    await expectSound();
    const sources = await rig.pactl('list', 'short', 'sources');
    expect(sources.match(/\tstillmic\t/g)).toHaveLength(1);
  });
});
