import { describe, expect, it } from 'vitest';
import { SOURCE_NAME } from '../../src/audio/pulse/control/names.js';
import { LiveRun } from '../support/live-run.js';
import { continuity, latencyMs } from '../support/correlate.js';
import { sharedFile, withoutShared } from '../support/shared-folder.js';
import { softNoise } from '../support/signals.js';
import { HARDWARE, RIG_RATE, SOUND_SERVERS } from '../support/sound-rig.js';
import { soundStage } from '../support/sound-stage.js';
import { readMonoWav } from '../support/wav.js';

describe.each(SOUND_SERVERS)('stillmic run on %s', (kind) => {
  const stage = soundStage(kind);

  /** Bypassed, so that what goes in can be found again in what comes out. */
  async function listen(env: NodeJS.ProcessEnv, spoken: Float32Array): Promise<number> {
    stage.live = await LiveRun.start(env, '--bypass', '--no-idle');
    const microphone = await stage.rig.startRecording(HARDWARE.microphone);
    const virtual = await stage.rig.startRecording(SOURCE_NAME);
    await stage.rig.play(spoken).done;
    await virtual.until(virtual.seconds + 0.5);
    const before = await microphone.stop();
    const after = await virtual.stop();
    const { windows, damagedAtMs } = continuity(before.samples, after.samples, RIG_RATE);
    expect(damagedAtMs.length).toBeLessThan(windows / 4);
    return latencyMs(before, after);
  }

  it.skipIf(withoutShared)('lets calling apps hear the microphone, a little later', async () => {
    const speech = readMonoWav(sharedFile('audio', 'speech_48k_clean.wav')).samples.subarray(0, 8 * RIG_RATE);
    const latency = await listen(stage.rig.env, speech);
    expect(latency).toBeGreaterThan(20);
    expect(latency).toBeLessThan(400);
  });

  it('does so through PortAudio as well', async () => {
    expect(
      await listen({ ...stage.rig.env, STILLMIC_AUDIO: 'portaudio' }, softNoise(6, RIG_RATE)),
    ).toBeGreaterThan(20);
  });

  it('leaves nothing behind', async () => {
    const before = await stage.rig.pactl('list', 'short', 'modules');
    stage.live = await LiveRun.start(stage.rig.env);
    expect(await stage.rig.pactl('list', 'short', 'sources')).toContain(SOURCE_NAME);
    expect(await stage.live.end('SIGTERM')).toBe(0);
    expect(await stage.rig.pactl('list', 'short', 'modules')).toBe(before);
  });

  it('refuses to run twice, and says so', async () => {
    stage.live = await LiveRun.start(stage.rig.env);
    const second = new LiveRun(stage.rig.env);
    await expect(second.until(({ state }) => state === 'running')).rejects.toThrow(/running already/);
    expect(second.child.exitCode).toBe(1);
    expect(stage.live.status?.state).toBe('running');
  });
});
