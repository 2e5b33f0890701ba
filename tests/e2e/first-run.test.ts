import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOURCE_NAME } from '../../src/audio/pulse/control/names.js';
import { seededNoise, rms } from '../support/signals.js';
import { RIG_RATE, SPEAKERS } from '../support/sound-rig.js';
import { Stage } from './support/stage.js';

/** Bursts of noise with pauses between them, as a person speaks. */
const speech = (seconds: number, amplitude = 0.2): Float32Array =>
  seededNoise(seconds * RIG_RATE).map((value, index) =>
    index % RIG_RATE < RIG_RATE / 2 ? amplitude * value : 0.0004 * value,
  );

describe('the first steps, from nothing to a call', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.set({ firstRunDone: false }, (rig) =>
      rig.plug('hw2', 'hw_mic2', 'Second Microphone'),
    );
  });
  afterAll(() => stage.clear());

  it('say what it is in one line, open the microphone at once and show its level', async () => {
    const { app, rig } = stage;
    await app.page.getByText('Stillmic takes the noise out of your microphone').waitFor();
    await app.untilStatus(({ state }) => state === 'running');
    const playback = rig.play(speech(20));
    await app.page.getByText('Your voice is heard.').waitFor({ timeout: 15_000 });
    await playback.stop();
    expect(await app.page.getByRole('meter').count()).toBe(2);
  });

  it('find the microphone that has sound where the chosen one gives nothing', async () => {
    const { app, rig } = stage;
    const playback = rig.play(speech(40), 'hw2');
    await app.page.getByText('“Second Microphone” has sound').waitFor({ timeout: 30_000 });
    await app.page.getByRole('button', { name: 'Use it' }).click();
    await app.untilStatus(({ microphoneLabel }) => microphoneLabel === 'Second Microphone');
    await app.page.getByText('Your voice is heard.').waitFor({ timeout: 15_000 });
    await playback.stop();
  });

  it('warn of a source that is what the speakers play', async () => {
    const { app } = stage;
    await app.ask((bridge) => bridge.settings.change({ live: { microphone: 'speakers.monitor' } }));
    await app.page.getByText('is what the speakers play, not a microphone').waitFor();
    await app.ask((bridge) => bridge.settings.change({ live: { microphone: 'hw_mic' } }));
    await app.untilStatus(({ microphoneLabel }) => microphoneLabel === 'Test Microphone');
  });

  it('record and play with one click, on the speakers', async () => {
    const { app, rig } = stage;
    await app.page.getByRole('button', { name: 'Next' }).click();
    const playback = rig.play(speech(30));
    const speakers = await rig.startRecording(`${SPEAKERS.sink}.monitor`);
    await app.page.getByRole('button', { name: 'Record five seconds' }).click();
    await app.page.getByRole('button', { name: 'Pause' }).waitFor({ timeout: 20_000 });
    await app.page.getByRole('button', { name: 'Play' }).waitFor({ timeout: 20_000 });
    const { samples } = await speakers.stop();
    await playback.stop();
    const loudest = Math.max(
      ...Array.from({ length: Math.floor(samples.length / RIG_RATE) }, (_, second) =>
        rms(samples.subarray(second * RIG_RATE, (second + 1) * RIG_RATE)),
      ),
    );
    expect(loudest).toBeGreaterThan(0.0005);
  });

  it('tick by themselves when an app records the virtual microphone', async () => {
    const { app, rig } = stage;
    await app.page.getByRole('button', { name: 'Next' }).click();
    await app.page.getByText('Waiting for an app to listen…').waitFor();
    const recorder = await rig.startRecording(SOURCE_NAME, { clientName: 'Firefox' });
    await app.page.getByText('Firefox is listening. All is set.').waitFor();
    const row = app.page.getByRole('button', { name: 'Firefox' });
    expect(await row.getByRole('img', { name: 'It is listening' }).count()).toBe(1);
    await recorder.stop();
    await app.page.getByRole('button', { name: 'Done' }).click();
    await app.page.getByRole('switch').first().waitFor();
    expect((await app.ask((bridge) => bridge.settings.get())).firstRunDone).toBe(true);
  });

  it('compare models on the own voice afterwards: a replay of the microphone’s recording', async () => {
    const { app, rig } = stage;
    const playback = rig.play(speech(20));
    const result = await app.ask(async (bridge) => {
      const test = await bridge.live.record(3);
      if (!test.ok) return test;
      const { microphone } = test.value;
      const replay = await bridge.models.replay('fastenhancer-t-vd', microphone);
      if (!replay.ok) return replay;
      const { samples, sampleRate, rtfMean, delayMs, figures } = replay.value;
      return {
        ok: true,
        value: {
          lengths: [microphone.samples.length, samples.length],
          rates: [microphone.sampleRate, sampleRate],
          rtfMean,
          delayMs,
          floors: [test.value.figures.before.noiseFloorDbfs, figures.noiseFloorDbfs],
        },
      };
    });
    await playback.stop();
    expect(result.rates).toEqual([RIG_RATE, RIG_RATE]);
    expect(result.lengths[1]).toBe(result.lengths[0]);
    expect(Math.abs((result.lengths[0] as number) / RIG_RATE - 3)).toBeLessThan(0.2);
    expect(result.rtfMean).toBeGreaterThan(0);
    expect(result.delayMs).toBe(32);
    expect(result.floors[1] as number).toBeLessThan(result.floors[0] as number);
  });
});

describe('the first steps of somebody who skips them', () => {
  it('leave the microphone off', async () => {
    const stage = await Stage.set({ firstRunDone: false });
    try {
      const { app } = stage;
      await app.untilStatus(({ state }) => state === 'running');
      await app.page.getByRole('button', { name: 'Skip' }).click();
      await app.untilStatus(({ state }) => state === 'off');
    } finally {
      await stage.clear();
    }
  });
});
