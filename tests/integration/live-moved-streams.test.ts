import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { SINK_NAME, SOURCE_NAME } from '../../src/audio/pulse/control/names.js';
import type { LiveMicrophone } from '../../src/shared/live.js';
import { strongestTone } from '../support/correlate.js';
import { liveMicrophoneOn } from '../support/live-microphone-on.js';
import { sine } from '../support/signals.js';
import { RIG_RATE, SOUND_SERVERS, SPEAKERS } from '../support/sound-rig.js';
import { soundStage } from '../support/sound-stage.js';

interface Listed {
  readonly index: number;
  readonly sink?: number;
  readonly properties: Readonly<Record<string, string>>;
}

describe.each(SOUND_SERVERS)('streams that another program moves on %s', (kind) => {
  const stage = soundStage(kind);
  let live: LiveMicrophone;

  afterEach(() => live.stop());

  const list = async (what: 'sinks' | 'sink-inputs' | 'source-outputs'): Promise<Listed[]> =>
    (await stage.rig.pactlJson('list', what)) as Listed[];
  /** The engine's stream; that of another program would have another process. */
  const ownStream = async (what: 'sink-inputs' | 'source-outputs'): Promise<Listed> => {
    const own = (await list(what)).find(({ properties }) => properties['application.name'] === 'Stillmic');
    if (!own) throw new Error('Our stream is not there.');
    return own;
  };
  const isInPlace = async (): Promise<boolean> => {
    const sink = (await stage.rig.pactlJson('list', 'sinks')) as (Listed & { name: string })[];
    return (await ownStream('sink-inputs')).sink === sink.find(({ name }) => name === SINK_NAME)?.index;
  };
  const moveAway = async (): Promise<void> => {
    await stage.rig.pactl('move-sink-input', String((await ownStream('sink-inputs')).index), SPEAKERS.sink);
  };

  it('come back, and the voice is heard again', async () => {
    live = await liveMicrophoneOn(stage.rig, { bypass: true, pauseWhenIdle: false });
    await live.start();
    await moveAway();
    await expect.poll(isInPlace, { timeout: 5000 }).toBe(true);
    const voice = stage.rig.play(sine(440, 4, RIG_RATE, 0.25));
    const { samples } = await stage.rig.record(SOURCE_NAME, 2);
    await voice.stop();
    expect(strongestTone(samples.subarray(samples.length / 2), RIG_RATE).frequency).toBeCloseTo(440, 0);
    expect(live.status.reason).toBeNull();
  });

  it('stand after three rounds, which is told, and no more than told', async () => {
    live = await liveMicrophoneOn(stage.rig, { bypass: true, pauseWhenIdle: false });
    await live.start();
    let rounds = 0;
    for (; live.status.reason?.key !== 'live.streamsFought'; rounds++) {
      if (rounds > 6) throw new Error('It is fought for ever.');
      await moveAway();
      await expect
        .poll(async () => (await isInPlace()) || live.status.reason?.key === 'live.streamsFought', {
          timeout: 5000,
        })
        .toBe(true);
    }
    // A state read just before a move may cost one more move.
    expect([3, 4]).toContain(rounds);
    await delay(500);
    expect(await isInPlace()).toBe(false);
    expect(live.status.state).toBe('bypassed');
  });

  it('stand where a microphone was chosen in a mixer, which is shown', async () => {
    await stage.rig.plug('headset', 'headset_mic', 'Headset');
    live = await liveMicrophoneOn(stage.rig, { bypass: true, pauseWhenIdle: false });
    await live.start();
    await stage.rig.pactl(
      'move-source-output',
      String((await ownStream('source-outputs')).index),
      'headset_mic',
    );
    await expect.poll(() => live.status.microphoneLabel, { timeout: 5000 }).toBe('Headset');
    expect(live.status.reason?.key).toBe('live.microphoneChosenInMixer');
    const voice = stage.rig.play(sine(440, 4, RIG_RATE, 0.25), 'headset');
    const { samples } = await stage.rig.record(SOURCE_NAME, 2);
    await voice.stop();
    expect(strongestTone(samples.subarray(samples.length / 2), RIG_RATE).frequency).toBeCloseTo(440, 0);
  });
});
