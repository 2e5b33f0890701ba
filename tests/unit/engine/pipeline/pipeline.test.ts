import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EngineConfig } from '../../../../src/shared/engine-messages.js';
import { UserError } from '../../../../src/shared/user-error.js';
import { plainWords } from '../../../../src/words/words.js';
import { largestStep, peak } from '../../../support/signals.js';
import {
  AMPLITUDE,
  CONFIG,
  HERTZ,
  namedDevice,
  namedModel,
  RATE,
  SimulatedPipeline,
  SPEC,
  tone,
  withModel,
  type SimulationOptions,
} from '../../../support/simulated-pipeline.js';

/** 10 ms, two periods of the tone. */
const WINDOW = RATE / 100;
/** Largest step of the tone itself. */
const TONE_STEP = AMPLITUDE * ((2 * Math.PI * HERTZ) / RATE);
/** Step that a fade of 5 ms from one sound into another adds to a tone's own steps. */
const FADE_STEP = (2 * AMPLITUDE) / (0.005 * RATE);

let simulation: SimulatedPipeline;
afterEach(async () => {
  vi.restoreAllMocks();
  await simulation.pipeline.close();
});

async function flowing(options: SimulationOptions, config = CONFIG, ms = 500): Promise<SimulatedPipeline> {
  simulation = new SimulatedPipeline(options);
  await simulation.pipeline.configure(config);
  await simulation.pass(ms);
  return simulation;
}

const expectNoGap = (played: Float32Array, amplitude = AMPLITUDE): void => {
  for (let at = 0; at + WINDOW <= played.length; at += WINDOW)
    expect(peak(played.subarray(at, at + WINDOW))).toBeGreaterThan(0.3 * amplitude);
};
const microphone = (name: string): EngineConfig['microphone'] => ({
  ...namedDevice(name),
  channel: 'loudest',
  channels: 1,
});

describe('a model that gives no sound', () => {
  it.each([
    ['NaN', NaN],
    ['Infinity', Infinity],
    ['a millionfold amplitude', 1e6],
  ])('%s: the voice passes unchanged instead, and it is told', async (_name, gain) => {
    const models = { bad: { shape: (sample: number) => (sample === 0 ? 0 : sample * gain) } };
    await flowing({ models }, withModel('bad'), 100);
    const writes = simulation.writes();
    await simulation.pass(1000);
    const { pipeline } = simulation;
    expect(pipeline.report).toMatchObject({ fallback: 'bypass', fallbackCause: 'unusable-output' });
    expect(pipeline.stats()).toMatchObject({ modelResets: 3 });
    expect(simulation.resets['bad']).toBe(3);
    expect(peak(simulation.playedSince(0))).toBeLessThanOrEqual(1);
    const played = simulation.playedSince(writes);
    expectNoGap(played);
    expect(largestStep(played)).toBeLessThan(TONE_STEP + FADE_STEP);
  });

  it('gives way to the lighter one where the settings want that, and to bypass when that is no better', async () => {
    const bad = { shape: () => NaN };
    const config: EngineConfig = {
      ...withModel('bad'),
      lighterModel: namedModel('light'),
      overloadPolicy: 'lighter-model',
    };
    await flowing({ models: { bad } }, config, 1000);
    expect(simulation.pipeline.report).toMatchObject({ fallback: 'lighter-model', activeModelId: 'light' });
    expect(peak(simulation.playedSince(0))).toBeLessThanOrEqual(AMPLITUDE * 1.05);
    await simulation.pipeline.close();
    await flowing({ models: { bad, light: bad } }, config, 1000);
    expect(simulation.pipeline.report).toMatchObject({ fallback: 'bypass' });
  });

  it('for one hop only: it is reset once, and comes back when it has settled', async () => {
    // The sign tells the model's sound from the dry one.
    const shape = (sample: number, hop: number): number => (hop === 40 ? NaN : -sample);
    await flowing({ models: { shaky: { shape } } }, withModel('shaky'), 500);
    const writes = simulation.writes();
    await simulation.pass(1000);
    expect(simulation.pipeline.report).toMatchObject({ fallback: 'none' });
    const stats = simulation.pipeline.stats();
    expect(stats?.modelResets).toBe(1);
    expect(stats?.dropouts).toMatchObject([{ kind: 'model-reset', ms: 16 }]);
    expect(simulation.resets['shaky']).toBe(1);
    const played = simulation.playedSince(writes);
    expect(peak(played)).toBeLessThanOrEqual(AMPLITUDE * 1.05);
    expect(largestStep(played)).toBeLessThan(TONE_STEP + FADE_STEP);
  });
});

describe('a microphone that gives what is no sound', () => {
  it.each([
    ['NaN', NaN],
    ['−Infinity', -Infinity],
    ['1e30', 1e30],
  ])('%s: the model never sees it, and the meter does not show silence', async (_name, value) => {
    const sound = (_microphone: string, i: number): number => (i % 1000 === 0 ? value : tone(i));
    await flowing({ sound }, CONFIG, 500);
    expect(simulation.largestInput).toBeLessThanOrEqual(10);
    expect(peak(simulation.playedSince(0))).toBeLessThanOrEqual(1);
    const stats = simulation.pipeline.stats();
    expect(stats?.input.clipped).toBe(true);
    expect(stats?.input.peakDbfs).toBeGreaterThanOrEqual(0);
    expect(stats?.input.notFinite).toBe(Number.isFinite(value) ? undefined : true);
    expect(simulation.pipeline.report).toMatchObject({ fallback: 'none' });
  });

  it('is silent noise for the meter too: nothing but NaN', async () => {
    await flowing({ sound: () => NaN }, CONFIG, 500);
    expect(simulation.pipeline.stats()?.input).toMatchObject({ clipped: true, notFinite: true, peakDbfs: 0 });
    expect(peak(simulation.playedSince(0))).toBe(0);
  });

  it('and sound over full scale is limited before every output', async () => {
    const config = { ...CONFIG, monitor: namedDevice('headphones') };
    await flowing({ sound: (_microphone, i) => tone(i, HERTZ, 5) }, config, 500);
    expect(peak(simulation.playedSince(0))).toBe(1);
    expect(peak(simulation.playedSince(0, 'headphones'))).toBe(1);
    expect(simulation.pipeline.stats()?.output.clipped).toBe(true);
  });
});

describe('mute', () => {
  it('is digital silence without a click at either edge, for the virtual microphone alone', async () => {
    const config = { ...CONFIG, monitor: namedDevice('headphones') };
    await flowing({}, config);
    const writes = { sink: simulation.writes(), headphones: simulation.writes('headphones') };
    await simulation.pipeline.configure({ ...config, muted: true });
    await simulation.pass(100);
    const silent = simulation.writes();
    await simulation.pass(300);
    const silence = simulation.playedSince(silent);
    expect(silence.length).toBeGreaterThan(0.25 * RATE);
    expect(silence.every((sample) => sample === 0)).toBe(true);
    await simulation.pipeline.configure(config);
    await simulation.pass(200);
    expect(largestStep(simulation.playedSince(writes.sink))).toBeLessThan(TONE_STEP + FADE_STEP);
    expectNoGap(simulation.playedSince(writes.headphones, 'headphones'));
    expect(peak(simulation.playedSince(simulation.writes() - 4))).toBeGreaterThan(0.9 * AMPLITUDE);
  });

  it('waits for no model that is being opened', async () => {
    let opened: () => void = () => undefined;
    const preparation = () => new Promise<void>((resolve) => (opened = resolve));
    await flowing({ preparation });
    const changed = simulation.pipeline.configure(withModel('slow'));
    await simulation.pass(100);
    void simulation.pipeline.configure({ ...withModel('slow'), muted: true });
    const fading = simulation.writes();
    await simulation.pass(50);
    const silent = simulation.writes();
    await simulation.pass(300);
    expect(peak(simulation.playedSince(fading))).toBeGreaterThan(0);
    expect(peak(simulation.playedSince(silent))).toBe(0);
    opened();
    await changed;
    await simulation.pass(300);
    expect(peak(simulation.playedSince(silent))).toBe(0);
  });

  it('lets nothing be heard when an app begins to listen after it was chosen', async () => {
    await flowing({});
    await simulation.pipeline.configure({ ...CONFIG, idle: true });
    await simulation.pass(300);
    await simulation.pipeline.configure({ ...CONFIG, idle: true, muted: true });
    await simulation.pipeline.configure({ ...CONFIG, muted: true });
    await simulation.pass(300);
    // The device was opened anew: it has no older sound.
    expect(simulation.playedSince(0).length).toBeGreaterThan(0);
    expect(peak(simulation.playedSince(0))).toBe(0);
  });

  it('silences sound that is repeated while a model is opened', async () => {
    await flowing({ preparation: () => simulation.pass(50) });
    void simulation.pipeline.configure({ ...CONFIG, muted: true });
    await simulation.pass(20);
    const silent = simulation.writes();
    await simulation.pipeline.configure({ ...withModel('slow'), muted: true });
    await simulation.pass(200);
    expect(peak(simulation.playedSince(silent))).toBe(0);
  });

  it('holds from the first sample where it was chosen before the start', async () => {
    await flowing({}, { ...CONFIG, muted: true });
    expect(peak(simulation.playedSince(0))).toBe(0);
  });
});

describe('another model', () => {
  it('fades in without a step or a gap, after its state has settled', async () => {
    const models = { half: { shape: (sample: number, hop: number) => (hop < 10 ? 0.9 : 0.5 * sample) } };
    await flowing({ models });
    const writes = simulation.writes();
    await simulation.pipeline.configure(withModel('half'));
    expect(simulation.hops['half']).toBeGreaterThanOrEqual(12);
    await simulation.pass(200);
    const played = simulation.playedSince(writes);
    expect(largestStep(played)).toBeLessThan(1.05 * Math.SQRT2 * TONE_STEP);
    expectNoGap(played, AMPLITUDE / 2);
    const after = simulation.writes();
    await simulation.pass(200);
    expect(peak(simulation.playedSince(after))).toBeCloseTo(AMPLITUDE / 2, 2);
    expect(simulation.pipeline.report).toMatchObject({ activeModelId: 'half' });
  });

  it.each([
    ['a UserError', new UserError(plainWords('It is no model.'))],
    ['any other error', new RangeError('No resampler.')],
  ])(
    'that can’t be opened (%s) is refused in words, and the one before goes on',
    async (_name, openError) => {
      await flowing({ models: { broken: { openError } } });
      const writes = simulation.writes();
      const refused = await simulation.pipeline
        .configure(withModel('broken'))
        .catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(UserError);
      expect((refused as UserError).message).toContain(openError.message);
      await simulation.pass(200);
      expectNoGap(simulation.playedSince(writes));
      expect(simulation.pipeline.report).toMatchObject({ activeModelId: 'plain' });
    },
  );

  it('of another rate still reaches the headphones', async () => {
    const spec = {
      ...SPEC,
      sampleRate: 48_000,
      nFft: 1536,
      hop: 768,
      latencySamples: 768,
      windowLength: 1536,
    };
    await flowing({ models: { wide: { spec } } }, { ...CONFIG, monitor: namedDevice('headphones') });
    await simulation.pipeline.configure({ ...withModel('wide'), monitor: namedDevice('headphones') });
    await simulation.pass(300);
    const writes = simulation.writes('headphones');
    await simulation.pass(300);
    expect(peak(simulation.playedSince(writes, 'headphones'))).toBeGreaterThan(0.9 * AMPLITUDE);
  });
});

describe('an overload', () => {
  /** Hops of `slow` models take 30 ms of their 16. */
  async function overloaded(
    models: readonly string[],
    options: SimulationOptions = {},
  ): Promise<{ isSlow: boolean }> {
    let ms = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => ms);
    const load = { isSlow: true };
    const slow = { onHop: () => void (ms += load.isSlow ? 30 : 1) };
    const config: EngineConfig = {
      ...withModel('heavy'),
      lighterModel: namedModel('light'),
      overloadPolicy: 'lighter-model',
    };
    await flowing({ ...options, models: Object.fromEntries(models.map((id) => [id, slow])) }, config, 300);
    expect(simulation.pipeline.report).toMatchObject({ fallback: 'none' });
    return load;
  }

  it('falls back to the lighter model, and comes back when there is room', async () => {
    const load = await overloaded(['heavy']);
    await simulation.pass(1200);
    expect(simulation.pipeline.report).toMatchObject({
      fallback: 'lighter-model',
      fallbackCause: 'overload',
      activeModelId: 'light',
    });
    load.isSlow = false;
    await simulation.pass(11_500);
    expect(simulation.pipeline.report).toMatchObject({ fallback: 'none', activeModelId: 'heavy' });
  });

  it('falls back to bypass when the lighter model is too slow as well', async () => {
    await overloaded(['heavy', 'light']);
    await simulation.pass(2500);
    expect(simulation.pipeline.report).toMatchObject({ fallback: 'bypass' });
    const writes = simulation.writes();
    await simulation.pass(300);
    expectNoGap(simulation.playedSince(writes));
  });

  it('takes no second step while the lighter model is still being prepared', async () => {
    let prepared: () => void = () => undefined;
    const preparation = (): Promise<void> => new Promise((resolve) => (prepared = resolve));
    await overloaded(['heavy'], { preparation });
    await simulation.pass(4000);
    prepared();
    await simulation.pass(200);
    expect(simulation.pipeline.report).toMatchObject({ fallback: 'lighter-model', activeModelId: 'light' });
  });

  it('falls back to bypass when the lighter model can’t be opened', async () => {
    vi.spyOn(performance, 'now').mockReturnValue(0);
    const models = { bad: { shape: () => NaN }, light: { openError: new Error('It is gone.') } };
    const config: EngineConfig = {
      ...withModel('bad'),
      lighterModel: namedModel('light'),
      overloadPolicy: 'lighter-model',
    };
    await flowing({ models }, config, 1000);
    expect(simulation.lost).toBeNull();
    expect(simulation.pipeline.report).toMatchObject({ fallback: 'bypass', activeModelId: 'bad' });
  });
});

describe('while no app listens', () => {
  const IDLE = { ...CONFIG, idle: true };

  it('nothing is enhanced or played, and the pre-roll settles the model when one begins to listen', async () => {
    await flowing({}, IDLE, 1000);
    expect(simulation.pipeline.report).toMatchObject({ idle: true });
    expect(simulation.hops['plain']).toBe(0);
    expect(simulation.devices.size).toBe(0);
    expect(simulation.pipeline.stats()).toBeNull();
    await simulation.pipeline.configure(CONFIG);
    await simulation.pass(200);
    // 0.3 s of pre-roll are 18 hops beside those of the time that has passed.
    const passed = Math.floor(200 / 16);
    expect(simulation.hops['plain']).toBeGreaterThanOrEqual(18 + passed - 3);
    const played = simulation.playedSince(0);
    // Only sound of the time since then is played: its length tells.
    expect(played.length).toBeLessThan(0.25 * RATE + 3 * 128);
    expectNoGap(played.subarray(played.length - 0.1 * RATE));
  });

  it('the microphone is closed where it shall be released, and opened again for the next app', async () => {
    await flowing({}, { ...IDLE, releaseMicrophone: true }, 0);
    expect(simulation.microphones).toEqual([]);
    expect(simulation.pipeline.report).toMatchObject({ idle: true });
    await simulation.pipeline.configure({ ...CONFIG, releaseMicrophone: true });
    expect(simulation.microphones).toEqual(['microphone']);
    await simulation.pass(300);
    expectNoGap(simulation.playedSince(0).subarray(-0.1 * RATE));
    await simulation.pipeline.configure({ ...IDLE, releaseMicrophone: true });
    expect(simulation.microphones).toEqual([]);
    expect(simulation.pipeline.isStalled).toBe(false);
    expect(simulation.lost).toBeNull();
    await simulation.pipeline.configure(IDLE);
    expect(simulation.microphones).toEqual(['microphone']);
  });
});

describe('another microphone', () => {
  it('takes over without a gap or a click, and the one before is closed', async () => {
    const sound = (name: string, i: number): number => tone(i, name === 'headset' ? 300 : HERTZ);
    await flowing({ sound });
    const writes = simulation.writes();
    await simulation.pipeline.configure({ ...CONFIG, microphone: microphone('headset') });
    await simulation.pass(300);
    expect(simulation.microphones).toEqual(['headset']);
    const played = simulation.playedSince(writes);
    expect(largestStep(played)).toBeLessThan(1.5 * TONE_STEP + FADE_STEP);
    expect(played.length).toBeGreaterThan(0.25 * RATE);
    for (let at = 0; at + 2 * WINDOW <= played.length; at += WINDOW)
      expect(peak(played.subarray(at, at + 2 * WINDOW))).toBeGreaterThan(0.3 * AMPLITUDE);
  });

  it('that can’t be opened is reported as lost', async () => {
    await flowing({ missing: ['headset'] });
    await expect(
      simulation.pipeline.configure({ ...CONFIG, microphone: microphone('headset') }),
    ).rejects.toThrow('No headset.');
  });
});

describe('the headphones', () => {
  const LISTENING = { ...CONFIG, monitor: namedDevice('headphones') };
  const models = { half: { shape: (sample: number) => 0.5 * sample } };
  const loudness = async (): Promise<number> => {
    await simulation.pass(100);
    const writes = simulation.writes('headphones');
    await simulation.pass(200);
    return peak(simulation.playedSince(writes, 'headphones'));
  };

  it('play the sound before or after the model, as asked', async () => {
    const config = { ...LISTENING, model: namedModel('half') };
    await flowing({ models }, config);
    expect(await loudness()).toBeCloseTo(AMPLITUDE / 2, 1);
    await simulation.pipeline.configure({ ...config, monitorTap: 'before' });
    expect(await loudness()).toBeCloseTo(AMPLITUDE, 1);
  });

  it('that are missing don’t end the call, and are told', async () => {
    await flowing({ missing: ['headphones'] }, LISTENING);
    expect(simulation.pipeline.report).toMatchObject({ monitorFailed: true });
    expectNoGap(simulation.playedSince(0).subarray(-0.2 * RATE));
    await simulation.pipeline.configure({ ...LISTENING, monitor: namedDevice('others') });
    expect(simulation.pipeline.report).toMatchObject({ monitorFailed: false });
  });
});

it('strength mixes the dry signal in, aligned with the clean one', async () => {
  const models = { inverted: { shape: (sample: number) => -sample } };
  await flowing({ models }, { ...withModel('inverted'), strength: 50 });
  const writes = simulation.writes();
  await simulation.pass(200);
  // A signal and its inverse cancel only when they are aligned.
  expect(peak(simulation.playedSince(writes))).toBeLessThan(0.01);
});
