import { setTimeout as delay } from 'node:timers/promises';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLiveMicrophone } from '../../src/live/index.js';
import { ModelStore } from '../../src/models/store.js';
import { DEFAULT_LIVE_SETTINGS, type LiveMicrophone, type LiveSettings } from '../../src/shared/live.js';
import { locate } from '../support/correlate.js';
import { sharedFile, withoutShared } from '../support/shared-folder.js';
import { softNoise } from '../support/signals.js';
import { HARDWARE, RIG_RATE, SOUND_SERVERS, SoundRig } from '../support/sound-rig.js';
import { readMonoWav } from '../support/wav.js';

const VIRTUAL = 'stillmic';
const SPEECH = 'speech_48k_clean.wav';

const largestStep = (samples: Float32Array): number =>
  samples.reduce(
    (most, sample, i) => (i === 0 ? 0 : Math.max(most, Math.abs(sample - (samples[i - 1] ?? 0)))),
    0,
  );

const noiseOf = (seconds: number): Float32Array => softNoise(seconds, RIG_RATE).map((value) => 0.8 * value);

describe.each(SOUND_SERVERS)('changes while it runs on %s', (kind) => {
  let rig: SoundRig;
  let live: LiveMicrophone;

  const create = (settings: Partial<LiveSettings>): LiveMicrophone =>
    createLiveMicrophone({
      settings: { ...DEFAULT_LIVE_SETTINGS, pauseWhenIdle: false, ...settings },
      store: new ModelStore({ folder: `${rig.folder}/models` }),
      env: rig.env,
      bundleFolder: resolve(import.meta.dirname, '../../out/main'),
    });
  const until = async (fits: () => boolean): Promise<void> => {
    for (let tries = 0; !fits(); tries++) {
      if (tries > 1000) throw new Error(`Not so in time: ${JSON.stringify(live.status)}`);
      await delay(10);
    }
  };

  beforeEach(async () => {
    rig = await SoundRig.start(kind);
  });
  afterEach(async () => {
    await live.stop();
    await rig.stop();
  });

  it.skipIf(withoutShared)('no change clicks', async () => {
    live = create({});
    await live.start();
    const speech = readMonoWav(sharedFile('audio', SPEECH)).samples;
    const spoken = rig.play(speech);
    const recorder = await rig.startRecording(VIRTUAL);
    await delay(1500);
    const changes: Partial<LiveSettings>[] = [
      { bypass: true },
      { bypass: false },
      { strength: 30 },
      { strength: 100, modelId: sharedFile('models', 'fastenhancer_b.onnx') },
      { modelId: sharedFile('models', 'fastenhancer_m.onnx') },
    ];
    for (const change of changes) {
      await live.configure(change);
      await delay(600);
    }
    await until(() => live.status.activeModelId?.endsWith('fastenhancer_m.onnx') === true);
    const { samples } = await recorder.stop();
    await spoken.stop();
    expect(largestStep(samples)).toBeLessThan(1.2 * largestStep(speech));
    expect(live.status.state).toBe('running');
  });

  it('bypass passes the voice unchanged, strength 0 as well', async () => {
    live = create({ bypass: true });
    await live.start();
    for (const change of [{ bypass: true }, { bypass: false, strength: 0 }]) {
      await live.configure(change);
      const noise = noiseOf(3);
      const spoken = rig.play(noise);
      const { samples } = await rig.record(VIRTUAL, 2.5);
      await spoken.stop();
      const needle = noise.subarray(RIG_RATE, 1.1 * RIG_RATE);
      expect(locate(needle, samples).strength).toBeGreaterThan(0.95);
    }
  });

  it.each([44_100, 48_000, 16_000])('hears a microphone of %i Hz', async (rate) => {
    await rig.plug('headset', 'headset_mic', 'Headset', rate);
    live = create({ bypass: true, microphone: 'headset_mic' });
    await live.start();
    const noise = noiseOf(3);
    const spoken = rig.play(noise, 'headset');
    const { samples } = await rig.record(VIRTUAL, 2.5);
    await spoken.stop();
    expect(locate(noise.subarray(RIG_RATE, 1.1 * RIG_RATE), samples).strength).toBeGreaterThan(0.9);
  });

  it('sleeps while no app listens, and wakes before the first word', async () => {
    live = create({ bypass: true, pauseWhenIdle: true });
    await live.start();
    await until(() => live.status.idle);
    const word = noiseOf(1);
    const recorder = await rig.startRecording(VIRTUAL);
    await delay(200);
    const spoken = rig.play(word, HARDWARE.sink);
    await spoken.done;
    await recorder.until(recorder.seconds + 0.5);
    const { samples } = await recorder.stop();
    expect(live.status.idle).toBe(false);
    // Its first 50 ms are there.
    expect(locate(word.subarray(0, 0.05 * RIG_RATE), samples).strength).toBeGreaterThan(0.8);
  });

  it('records before and after for the microphone test', async () => {
    live = create({});
    await live.start();
    const noise = noiseOf(4);
    const spoken = rig.play(noise);
    const { before, after, sampleRate } = await live.record(1.5);
    await spoken.stop();
    expect([before.length, after.length]).toEqual([1.5 * sampleRate, 1.5 * sampleRate]);
    expect(before.some((sample) => Math.abs(sample) > 0.02)).toBe(true);
    const energy = (signal: Float32Array): number => signal.reduce((sum, value) => sum + value * value, 0);
    expect(energy(after)).toBeLessThan(energy(before) / 2);
  });

  it('plays before and after on the monitor', async () => {
    live = create({ bypass: true, monitor: 'speakers' });
    await live.start();
    const noise = noiseOf(3);
    const spoken = rig.play(noise);
    const { samples } = await rig.record('speakers.monitor', 2.5);
    await spoken.stop();
    expect(locate(noise.subarray(RIG_RATE, 1.1 * RIG_RATE), samples).strength).toBeGreaterThan(0.8);
  });
});
