import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SOURCE_NAME } from '../../src/audio/pulse/control/names.js';
import type { LiveMicrophone, LiveSettings } from '../../src/shared/live.js';
import { locate } from '../support/correlate.js';
import { liveMicrophoneOn } from '../support/live-microphone-on.js';
import { sharedFile, withoutShared } from '../support/shared-folder.js';
import { energy, largestStep, sine, softNoise } from '../support/signals.js';
import { HARDWARE, RIG_RATE, SOUND_SERVERS, SoundRig } from '../support/sound-rig.js';
import { until } from '../support/until.js';
import { readMonoWav } from '../support/wav.js';

const SPEECH = 'speech_48k_clean.wav';

const noiseOf = (seconds: number): Float32Array => softNoise(seconds, RIG_RATE).map((value) => 0.8 * value);

/** Samples of 10 ms. */
const WINDOW = RIG_RATE / 100;

/** Amplitudes of a tone of this frequency, in Hz, by windows. */
const toneIn = (samples: Float32Array, frequency: number): number[] =>
  Array.from({ length: Math.floor(samples.length / WINDOW) }, (_, window) => {
    let [re, im] = [0, 0];
    samples.subarray(window * WINDOW, (window + 1) * WINDOW).forEach((sample, i) => {
      re += sample * Math.cos((2 * Math.PI * frequency * i) / RIG_RATE);
      im += sample * Math.sin((2 * Math.PI * frequency * i) / RIG_RATE);
    });
    return (2 * Math.hypot(re, im)) / WINDOW;
  });

/** Windows in which the tone of `after` takes the place of that of `before`, or the other way round. */
function changesBetween(before: readonly number[], after: readonly number[]): number[] {
  const heard = before.flatMap((level, window) => {
    const other = after[window] as number;
    return Math.max(level, other) > 0.1 ? [{ window, isAfter: other > level }] : [];
  });
  return heard.flatMap(({ window, isAfter }, i) =>
    i > 0 && isAfter !== heard[i - 1]?.isAfter ? [window] : [],
  );
}

describe.each(SOUND_SERVERS)('changes while it runs on %s', (kind) => {
  let rig: SoundRig;
  let live: LiveMicrophone;

  const create = (settings: Partial<LiveSettings>): Promise<LiveMicrophone> =>
    liveMicrophoneOn(rig, { pauseWhenIdle: false, ...settings });
  const soon = (condition: () => boolean): Promise<void> => until(condition, 10_000, () => live.status);

  beforeEach(async () => {
    rig = await SoundRig.start(kind);
  });
  afterEach(async () => {
    await live.stop();
    await rig.stop();
  });

  it.skipIf(withoutShared)('no change clicks', async () => {
    live = await create({});
    await live.start();
    const speech = readMonoWav(sharedFile('audio', SPEECH)).samples;
    const spoken = rig.play(speech);
    const recorder = await rig.startRecording(SOURCE_NAME);
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
    await soon(() => live.status.activeModelId?.endsWith('fastenhancer_m.onnx') === true);
    const { samples } = await recorder.stop();
    await spoken.stop();
    expect(largestStep(samples)).toBeLessThan(1.2 * largestStep(speech));
    expect(live.status.state).toBe('running');
  });

  it('another microphone takes over without a click', async () => {
    await rig.plug('headset', 'headset_mic', 'Headset');
    live = await create({ bypass: true, microphone: HARDWARE.microphone });
    await live.start();
    const tones = { [HARDWARE.microphone]: 400, headset_mic: 700 };
    const amplitude = 0.25;
    const voices = [
      rig.play(sine(tones[HARDWARE.microphone], 12, RIG_RATE, amplitude)),
      rig.play(sine(tones.headset_mic, 12, RIG_RATE, amplitude), 'headset'),
    ];
    await delay(1000);
    const recorder = await rig.startRecording(SOURCE_NAME);
    for (const microphone of ['headset_mic', HARDWARE.microphone, 'headset_mic']) {
      await delay(1000);
      await live.configure({ microphone });
    }
    await delay(1000);
    const { samples } = await recorder.stop();
    for (const voice of voices) await voice.stop();
    const changes = changesBetween(
      toneIn(samples, tones[HARDWARE.microphone]),
      toneIn(samples, tones.headset_mic),
    );
    expect(changes).toHaveLength(3);
    // The steps of a tone itself, and the five milliseconds in which it ends or begins.
    const steepest =
      amplitude * ((2 * Math.PI * tones.headset_mic) / RIG_RATE + Math.PI / 2 / (0.005 * RIG_RATE));
    for (const change of changes) {
      expect(largestStep(samples.subarray((change - 4) * WINDOW, (change + 4) * WINDOW))).toBeLessThan(
        1.1 * steepest,
      );
    }
  });

  it('bypass passes the voice unchanged, strength 0 as well', async () => {
    live = await create({ bypass: true });
    await live.start();
    for (const change of [{ bypass: true }, { bypass: false, strength: 0 }]) {
      await live.configure(change);
      const noise = noiseOf(3);
      const spoken = rig.play(noise);
      const { samples } = await rig.record(SOURCE_NAME, 2.5);
      await spoken.stop();
      const needle = noise.subarray(RIG_RATE, 1.1 * RIG_RATE);
      expect(locate(needle, samples).strength).toBeGreaterThan(0.95);
    }
  });

  it.each([44_100, 48_000, 16_000])('hears a microphone of %i Hz', async (rate) => {
    await rig.plug('headset', 'headset_mic', 'Headset', rate);
    live = await create({ bypass: true, microphone: 'headset_mic' });
    await live.start();
    const noise = noiseOf(3);
    const spoken = rig.play(noise, 'headset');
    const { samples } = await rig.record(SOURCE_NAME, 2.5);
    await spoken.stop();
    expect(locate(noise.subarray(RIG_RATE, 1.1 * RIG_RATE), samples).strength).toBeGreaterThan(0.9);
  });

  it('sleeps while no app listens, and wakes before the first word', async () => {
    live = await create({ bypass: true, pauseWhenIdle: true });
    await live.start();
    await soon(() => live.status.idle);
    const word = noiseOf(1);
    const recorder = await rig.startRecording(SOURCE_NAME);
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
    live = await create({});
    await live.start();
    const noise = noiseOf(4);
    const spoken = rig.play(noise);
    const { before, after, sampleRate } = await live.record(1.5);
    await spoken.stop();
    expect([before.length, after.length]).toEqual([1.5 * sampleRate, 1.5 * sampleRate]);
    expect(before.some((sample) => Math.abs(sample) > 0.02)).toBe(true);
    expect(energy(after)).toBeLessThan(energy(before) / 2);
  });

  it('plays before and after on the monitor', async () => {
    live = await create({ bypass: true, monitor: 'speakers' });
    await live.start();
    const noise = noiseOf(3);
    const spoken = rig.play(noise);
    const { samples } = await rig.record('speakers.monitor', 2.5);
    await spoken.stop();
    expect(locate(noise.subarray(RIG_RATE, 1.1 * RIG_RATE), samples).strength).toBeGreaterThan(0.8);
  });

  it('goes on without headphones that went away, says so, and takes the next ones', async () => {
    await rig.plug('usb', 'usb_mic', 'Headset');
    live = await create({ bypass: true, monitor: 'usb' });
    await live.start();
    await rig.unplug('usb_mic');
    await soon(() => live.status.reason?.key === 'live.headphonesMissing');
    expect(live.status.state).toBe('bypassed');
    await live.configure({ monitor: 'speakers' });
    await soon(() => live.status.reason === null);
    expect(live.status.state).toBe('bypassed');
  });
});
