import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SOURCE_NAME } from '../../src/audio/pulse/control/names.js';
import { LiveRun } from '../support/live-run.js';
import { continuity, latencyMs } from '../support/correlate.js';
import { sharedFile, withoutShared } from '../support/shared-folder.js';
import { softNoise } from '../support/signals.js';
import { HARDWARE, RIG_RATE, SOUND_SERVERS, SoundRig } from '../support/sound-rig.js';
import { readMonoWav } from '../support/wav.js';

describe.each(SOUND_SERVERS)('stillmic run on %s', (kind) => {
  let rig: SoundRig;
  let live: LiveRun | null = null;

  beforeEach(async () => {
    rig = await SoundRig.start(kind);
  });
  afterEach(async () => {
    await live?.end();
    live = null;
    await rig.stop();
  });

  /** Bypassed, so that what goes in can be found again in what comes out. */
  async function listen(env: NodeJS.ProcessEnv, spoken: Float32Array): Promise<number> {
    live = await LiveRun.start(env, '--bypass', '--no-idle');
    const microphone = await rig.startRecording(HARDWARE.microphone);
    const virtual = await rig.startRecording(SOURCE_NAME);
    await rig.play(spoken).done;
    await virtual.until(virtual.seconds + 0.5);
    const before = await microphone.stop();
    const after = await virtual.stop();
    const { windows, damagedAtMs } = continuity(before.samples, after.samples, RIG_RATE);
    expect(damagedAtMs.length).toBeLessThan(windows / 4);
    return latencyMs(before, after);
  }

  it.skipIf(withoutShared)('lets calling apps hear the microphone, a little later', async () => {
    const speech = readMonoWav(sharedFile('audio', 'speech_48k_clean.wav')).samples.subarray(0, 8 * RIG_RATE);
    const latency = await listen(rig.env, speech);
    expect(latency).toBeGreaterThan(20);
    expect(latency).toBeLessThan(400);
  });

  it('does so through PortAudio as well', async () => {
    expect(await listen({ ...rig.env, STILLMIC_AUDIO: 'portaudio' }, softNoise(6, RIG_RATE))).toBeGreaterThan(
      20,
    );
  });

  it('leaves nothing behind', async () => {
    const before = await rig.pactl('list', 'short', 'modules');
    live = await LiveRun.start(rig.env);
    expect(await rig.pactl('list', 'short', 'sources')).toContain(SOURCE_NAME);
    expect(await live.end('SIGTERM')).toBe(0);
    expect(await rig.pactl('list', 'short', 'modules')).toBe(before);
  });

  it('refuses to run twice, and says so', async () => {
    live = await LiveRun.start(rig.env);
    const second = new LiveRun(rig.env);
    await expect(second.until(({ state }) => state === 'running')).rejects.toThrow(/running already/);
    expect(second.child.exitCode).toBe(1);
    expect(live.status?.state).toBe('running');
  });
});
