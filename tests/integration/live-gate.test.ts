import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SOURCE_NAME } from '../../src/audio/pulse/control/names.js';
import type { LiveMicrophone, LiveStats } from '../../src/shared/live.js';
import { latencyMs, locate } from '../support/correlate.js';
import { liveMicrophoneOn } from '../support/live-microphone-on.js';
import { sharedFile, withoutShared } from '../support/shared-folder.js';
import { largestStep, peak, rms, softNoise } from '../support/signals.js';
import { HARDWARE, RIG_RATE, SOUND_SERVERS, SoundRig } from '../support/sound-rig.js';
import { readMonoWav } from '../support/wav.js';

const LOOK_AHEAD_MS = 96;
/** Until it closes after speech: hold and release. */
const CLOSING_SECONDS = 0.8;
/** A share of the loudest moment's amplitude, which the room's noise stays below: there a voice begins. */
const ONSET = 0.25;
/** 20 ms */
const MOMENT = 0.02 * RIG_RATE;

describe.skipIf(withoutShared).each(SOUND_SERVERS)('the voice gate on %s', (kind) => {
  const speech = (): Float32Array => readMonoWav(sharedFile('audio', 'speech_48k_clean.wav')).samples;
  let rig: SoundRig;
  let live: LiveMicrophone;
  let stats: LiveStats | null;

  beforeEach(async () => {
    rig = await SoundRig.start(kind);
    // With no model in the way, the output is the input, or nothing.
    live = await liveMicrophoneOn(rig, { bypass: true, voiceGate: true, pauseWhenIdle: false });
    live.onStats((latest) => (stats = latest));
    await live.start();
  });
  afterEach(async () => {
    await live.stop();
    await rig.stop();
  });

  const join = (...parts: Float32Array[]): Float32Array => {
    const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  };

  it('gives silence while there is only noise', async () => {
    const playback = rig.play(softNoise(6, RIG_RATE).map((sample) => sample / 5));
    const { samples } = await rig.record(SOURCE_NAME, 4);
    await playback.stop();
    expect(rms(samples.subarray(-2 * RIG_RATE))).toBeLessThan(1e-5);
  });

  it('keeps the first syllable after a pause whole', async () => {
    const voice = speech();
    const moments = Array.from({ length: Math.floor(voice.length / MOMENT) }, (_, i) =>
      rms(voice.subarray(i * MOMENT, (i + 1) * MOMENT)),
    );
    const onset = MOMENT * moments.findIndex((level) => level > ONSET * Math.max(...moments));
    const spoken = voice.subarray(onset, onset + 2 * RIG_RATE);
    const pause = softNoise(3, RIG_RATE).map((sample) => sample / 300);
    const recorder = await rig.startRecording(SOURCE_NAME);
    await rig.play(join(pause, spoken, pause)).done;
    await recorder.until(recorder.seconds + 0.5);
    const { samples } = await recorder.stop();
    // The whole says where it is; its beginning must be there as it was spoken.
    const { lag } = locate(spoken, samples);
    const beginning = spoken.subarray(0, 0.15 * RIG_RATE);
    const heard = samples.subarray(lag, lag + beginning.length);
    expect(rms(heard) / rms(beginning)).toBeGreaterThan(0.9);
    expect(
      locate(beginning, samples.subarray(lag - 480, lag + 2 * beginning.length)).strength,
    ).toBeGreaterThan(0.9);
    // And it is a gate: before the voice, and long after it, there is nothing.
    expect(rms(samples.subarray(lag - RIG_RATE, lag - RIG_RATE / 4))).toBeLessThan(1e-5);
    const end = lag + spoken.length + CLOSING_SECONDS * RIG_RATE;
    expect(rms(samples.subarray(end, end + RIG_RATE))).toBeLessThan(1e-5);
  });

  it('adds its look-ahead to the latency, and says so', async () => {
    const measured: number[] = [];
    for (const voiceGate of [true, false]) {
      await live.configure({ voiceGate });
      const said = voiceGate ? LOOK_AHEAD_MS : 0;
      for (let tries = 0; stats?.latency.gateMs !== said; tries++) {
        if (tries > 500) throw new Error(`The latency is said to be ${JSON.stringify(stats?.latency)}.`);
        await delay(10);
      }
      const microphone = await rig.startRecording(HARDWARE.microphone);
      const virtual = await rig.startRecording(SOURCE_NAME);
      await rig.play(speech().subarray(0, 5 * RIG_RATE)).done;
      measured.push(latencyMs(await microphone.stop(), await virtual.stop()));
    }
    const [on, off] = measured as [number, number];
    expect(Math.abs(on - off - LOOK_AHEAD_MS)).toBeLessThan(LOOK_AHEAD_MS / 2);
  });

  // A virtual machine that stands still for 10 ms, as CI's does some times a minute, clicks too.
  it('is switched on and off in the middle of a word without a click', { retry: 3 }, async () => {
    const voice = speech();
    const playback = rig.play(voice);
    const recorder = await rig.startRecording(SOURCE_NAME);
    for (const voiceGate of [false, true, false, true]) {
      await delay(700);
      await live.configure({ voiceGate });
    }
    await delay(700);
    const { samples } = await recorder.stop();
    await playback.stop();
    expect(peak(samples)).toBeGreaterThan(peak(voice) / 4);
    expect(largestStep(samples)).toBeLessThan(1.2 * largestStep(voice));
  });
});
