import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LiveRun } from '../support/live-run.js';
import { continuity, latencyMs } from '../support/correlate.js';
import { sharedFile, withoutShared } from '../support/shared-folder.js';
import { seededNoise } from '../support/signals.js';
import { HARDWARE, RIG_RATE, SOUND_SERVERS, SoundRig } from '../support/sound-rig.js';

const VIRTUAL = 'stillmic';

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

  it.skipIf(withoutShared)('lets calling apps hear the microphone, a little later', async () => {
    live = await LiveRun.start(rig.env, '--bypass');
    const microphone = await rig.startRecording(HARDWARE.microphone);
    const virtual = await rig.startRecording(VIRTUAL);
    await rig.play(sharedFile('audio', 'speech_48k_clean.wav')).done;
    await virtual.until(virtual.seconds + 0.5);
    const spoken = await microphone.stop();
    const heard = await virtual.stop();
    const latency = latencyMs(spoken, heard);
    expect(latency).toBeGreaterThan(20);
    expect(latency).toBeLessThan(400);
    const { windows, damagedAtMs } = continuity(spoken.samples, heard.samples, spoken.sampleRate);
    expect(damagedAtMs.length).toBeLessThan(windows / 4);
  });

  it('does so through PortAudio as well', async () => {
    live = await LiveRun.start({ ...rig.env, STILLMIC_AUDIO: 'portaudio' }, '--bypass', '--no-idle');
    const microphone = await rig.startRecording(HARDWARE.microphone);
    const virtual = await rig.startRecording(VIRTUAL);
    await rig.play(seededNoise(6 * RIG_RATE).map((sample) => sample / 4)).done;
    await virtual.until(virtual.seconds + 0.5);
    const spoken = await microphone.stop();
    const heard = await virtual.stop();
    expect(latencyMs(spoken, heard)).toBeGreaterThan(20);
    const { windows, damagedAtMs } = continuity(spoken.samples, heard.samples, RIG_RATE);
    expect(damagedAtMs.length).toBeLessThan(windows / 4);
  });

  it('leaves nothing behind', async () => {
    const before = await rig.pactl('list', 'short', 'modules');
    live = await LiveRun.start(rig.env);
    expect(await rig.pactl('list', 'short', 'sources')).toContain(VIRTUAL);
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
