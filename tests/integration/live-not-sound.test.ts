import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveMicrophone, LiveSettings } from '../../src/shared/live.js';
import { liveMicrophoneOn } from '../support/live-microphone-on.js';
import { peak, softNoise } from '../support/signals.js';
import { HARDWARE, RIG_RATE, SOUND_SERVERS, SoundRig } from '../support/sound-rig.js';
import { tinyWaveform, writeTinyModel } from '../support/tiny-models.js';

const VIRTUAL = 'stillmic';
const AMPLITUDE = 0.25;

const rms = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);

describe.each(SOUND_SERVERS)('on %s', (kind) => {
  let rig: SoundRig;
  let live: LiveMicrophone;

  const create = async (settings: Partial<LiveSettings>): Promise<LiveMicrophone> =>
    (live = await liveMicrophoneOn(rig, settings));
  const until = async (fits: () => boolean | Promise<boolean>): Promise<void> => {
    for (let tries = 0; !(await fits()); tries++) {
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

  it.each([
    ['NaN', NaN],
    ['Infinity', Infinity],
    ['a millionfold amplitude', 1e6],
  ])('a model that gives %s: an app hears the voice as it is, and it is told', async (_name, gain) => {
    const modelId = writeTinyModel(
      join(rig.folder, 'no-sound.onnx'),
      tinyWaveform({ hop: 256, nFft: 512, framing: 'hop', gain }),
    );
    await create({ modelId, pauseWhenIdle: false, overloadPolicy: 'bypass' });
    const spoken = softNoise(6, RIG_RATE).map((value) => AMPLITUDE * value);
    const playback = rig.play(spoken);
    await live.start();
    const { samples } = await rig.record(VIRTUAL, 3);
    await playback.stop();
    // Equals NaN where any sample is none.
    expect(peak(samples)).toBeLessThan(2 * AMPLITUDE);
    const end = samples.subarray(-RIG_RATE);
    expect(rms(end) / rms(spoken)).toBeGreaterThan(0.7);
    await until(() => live.status.reason?.key === 'live.faultBypass');
    expect(live.status.state).toBe('bypassed');
  });

  it('the microphone is released while no app listens, and heard again by the next one', async () => {
    await create({ bypass: true, releaseMicrophone: 'always' });
    const isHeld = async (): Promise<boolean> => {
      const sources = await rig.pactl('list', 'short', 'sources');
      const index = sources
        .split('\n')
        .map((line) => line.split('\t'))
        .find(([, name]) => name === HARDWARE.microphone)?.[0];
      const outputs = await rig.pactl('list', 'short', 'source-outputs');
      return outputs.split('\n').some((line) => line.split('\t')[1] === index);
    };
    await live.start();
    await until(() => live.status.idle);
    expect(await isHeld()).toBe(false);
    const playback = rig.play(softNoise(6, RIG_RATE).map((value) => AMPLITUDE * value));
    const { samples } = await rig.record(VIRTUAL, 2);
    await playback.stop();
    expect(rms(samples.subarray(-RIG_RATE))).toBeGreaterThan(0.01);
    expect(live.status.state).toBe('bypassed');
    await until(async () => !(await isHeld()));
    expect(live.status.idle).toBe(true);
  });
});
