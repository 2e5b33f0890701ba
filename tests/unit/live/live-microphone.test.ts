import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineChild } from '../../../src/live/engine-host.js';
import { SupervisedMicrophone, type LiveMicrophoneParts } from '../../../src/live/live-microphone.js';
import type {
  EngineConfig,
  EngineModel,
  EngineReport,
  FromEngine,
} from '../../../src/shared/engine-messages.js';
import { DEFAULT_LIVE_SETTINGS } from '../../../src/shared/live.js';
import {
  SoundServerError,
  type OwnStream,
  type SoundState,
  type SoundSystem,
} from '../../../src/audio/control/sound-system.js';
import { UserError } from '../../../src/shared/user-error.js';
import { plainWords } from '../../../src/words/words.js';

const MICROPHONE = { name: 'mic', label: 'Webcam', isDefault: true, sampleRate: 48_000 };
const STATE: SoundState = {
  server: 'PulseAudio 16.1',
  microphones: [MICROPHONE],
  speakers: [],
  listeners: ['Zoom'],
  ownStreams: [],
  virtualMicrophoneReady: true,
  isVirtualDefault: false,
};

const done = (): Promise<void> => Promise.resolve();

/** A sound system in which nothing happens but what a test makes happen. */
class SimulatedSoundSystem implements SoundSystem {
  current: SoundState | null = STATE;
  readonly calls: string[] = [];
  readonly moved: string[] = [];
  createError: Error | null = null;
  #listener: ((state: SoundState | null) => void) | null = null;
  readonly virtualMicrophone = {
    label: 'Stillmic Microphone',
    playbackDevice: 'stillmic_sink',
    playbackRate: 48_000,
    create: () => {
      this.calls.push('create');
      if (this.createError) return Promise.reject(this.createError);
      return this.state().then(() => undefined);
    },
    verify: () => Promise.resolve(true),
    destroy: () => {
      this.calls.push('destroy');
      return done();
    },
    setAsDefault: done,
  };
  readonly clientEnvironment = {};

  state(): Promise<SoundState> {
    if (this.current) return Promise.resolve(this.current);
    return Promise.reject(new SoundServerError(plainWords('The sound server does not answer.')));
  }

  watch(listener: (state: SoundState | null) => void): () => void {
    this.#listener = listener;
    return () => (this.#listener = null);
  }

  moveStream({ index }: OwnStream, device: string): Promise<void> {
    this.moved.push(`${index} to ${device}`);
    return done();
  }

  startRestorer(): { end(): void } {
    this.calls.push('restorer');
    return { end: () => void this.calls.push('restorer ends') };
  }

  /** Something happens on the server. */
  become(state: SoundState | null): void {
    this.current = state;
    this.#listener?.(state);
  }
}

let engines: number;

/** An engine that runs any model but the one that it refuses, and that crashes with another one. */
function engineRefusing(refused: string, crashing = 'crashing'): () => EngineChild {
  return () => {
    const pid = 1000 + ++engines;
    let tell: (message: FromEngine) => void = () => undefined;
    let exit = done as () => void;
    let active: string | null = null;
    return {
      pid,
      postMessage: (message) => {
        if (message.type === 'stop') return exit();
        if (message.type !== 'configure') return;
        const { id } = message.config.model;
        if (id === crashing && !message.config.bypass) return void setImmediate(() => exit());
        if (id === refused) tell({ type: 'refused', words: plainWords('It can’t be opened.') });
        else active = id;
        if (active === null) return;
        const priority = { raisedBy: null, problem: null };
        const report: EngineReport = {
          activeModelId: active,
          fallback: 'none',
          fallbackCause: 'overload',
          idle: false,
          monitorFailed: false,
          priority,
        };
        tell({ type: 'running', report });
      },
      onMessage: (listener) => void (tell = (message) => setImmediate(listener, message)),
      onExit: (listener) => void (exit = listener),
      kill: () => exit(),
    };
  };
}

let soundSystem: SimulatedSoundSystem;
beforeEach(() => {
  soundSystem = new SimulatedSoundSystem();
  engines = 0;
});

let live: SupervisedMicrophone;
afterEach(() => live.stop());

const open = (modelId: string, lighter: string | null = null): SupervisedMicrophone =>
  (live = new SupervisedMicrophone(partsOf(modelId, lighter)));

const partsOf = (modelId: string, lighter: string | null = null): LiveMicrophoneParts => ({
  settings: { ...DEFAULT_LIVE_SETTINGS, modelId },
  soundSystem,
  resolveModel: (id): Promise<EngineModel> => Promise.resolve({ id, file: `${id}.onnx`, settings: {} }),
  lighterModel: () =>
    Promise.resolve(lighter === null ? null : { id: lighter, file: `${lighter}.onnx`, settings: {} }),
  engineFile: 'engine.cjs',
  spawnEngine: engineRefusing('broken'),
  env: {},
});

/** Opens it with an engine whose configurations are seen before it gets them. */
function openWatched(onConfigure: (config: EngineConfig) => void): void {
  const spawn = engineRefusing('broken');
  live = new SupervisedMicrophone({
    ...partsOf('good'),
    spawnEngine: () => {
      const child = spawn();
      return {
        ...child,
        postMessage: (message) => {
          if (message.type === 'configure') onConfigure(message.config);
          child.postMessage(message);
        },
      };
    },
  });
}

it('goes on with the model before when another one can’t be used, and says so until the settings change', async () => {
  open('good');
  await live.start();
  await live.configure({ modelId: 'broken' });
  await expect.poll(() => live.status.reason).toEqual(plainWords('It can’t be opened.'));
  expect(live.status).toMatchObject({ state: 'running', activeModelId: 'good' });
  await live.configure({ modelId: 'better' });
  await expect.poll(() => live.status.activeModelId).toBe('better');
  expect(live.status).toMatchObject({ state: 'running', reason: null });
});

it('fails to start with a model that can’t be used', async () => {
  await expect(open('broken').start()).rejects.toThrow('can’t be opened');
  expect(live.status.state).toBe('failed');
});

describe('a start that failed', () => {
  it('can be tried again at once, and events start nothing meanwhile', async () => {
    await expect(open('broken').start()).rejects.toThrow('can’t be opened');
    const started = engines;
    for (let i = 0; i < 5; i++) soundSystem.become({ ...STATE, listeners: [`App ${i}`] });
    live.requestSpectra(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(engines).toBe(started);
    expect(live.status.state).toBe('failed');
    await live.configure({ modelId: 'good' });
    await live.start();
    expect(live.status).toMatchObject({ state: 'running', reason: null });
  });

  it('takes back everything that was made', async () => {
    soundSystem.createError = new UserError(plainWords('The sound server refused.'));
    await expect(open('good').start()).rejects.toThrow('refused');
    expect(live.status.state).toBe('failed');
    expect(soundSystem.calls).toEqual(['restorer', 'create', 'destroy', 'restorer ends']);
  });

  it('that was stopped meanwhile leaves nothing', async () => {
    const starting = open('good').start();
    await live.stop();
    await expect(starting).rejects.toThrow('switched off');
    expect(live.status.state).toBe('off');
    expect(soundSystem.calls.filter((call) => call === 'create').length).toBeLessThanOrEqual(
      soundSystem.calls.filter((call) => call === 'destroy').length,
    );
    expect(engines).toBe(0);
  });
});

it('waits for a sound server that is not there yet', async () => {
  soundSystem.current = null;
  const starting = open('good').start();
  await expect.poll(() => live.status.reason?.key).toBe('live.waitingForServer');
  expect(live.status.state).toBe('starting');
  soundSystem.become(STATE);
  await starting;
  expect(live.status).toMatchObject({ state: 'running', reason: null });
});

describe('an engine that crashes again and again', () => {
  it('runs the lighter model after three times, and says so', async () => {
    await open('crashing', 'light').start();
    expect(live.status).toMatchObject({ state: 'running', activeModelId: 'light' });
    expect(live.status.reason?.key).toBe('live.faultyEngineLighterModel');
    expect(engines).toBeLessThanOrEqual(5);
    await live.configure({ modelId: 'good' });
    await expect.poll(() => live.status.activeModelId).toBe('good');
    expect(live.status.reason).toBeNull();
  });

  it('is given up where there is nothing else to run', async () => {
    await expect(open('crashing').start()).rejects.toThrow('ended unexpectedly');
    expect(live.status.state).toBe('failed');
    expect(engines).toBe(3);
  });
});

describe('a stream that is connected elsewhere', () => {
  const stream = (direction: OwnStream['direction'], device: string): OwnStream => ({
    direction,
    index: 7,
    processId: 1000 + engines,
    device,
  });
  const OTHER = { ...MICROPHONE, name: 'other', label: 'Headset', isDefault: false };

  it('is moved back by the server, and stands after three rounds', async () => {
    await open('good').start();
    for (let round = 0; round < 5; round++) {
      soundSystem.become({ ...STATE, listeners: [`${round}`], ownStreams: [stream('playback', 'speakers')] });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(soundSystem.moved).toEqual(Array(3).fill('7 to stillmic_sink'));
    expect(engines).toBe(1);
    expect(live.status.reason?.key).toBe('live.streamsFought');
    soundSystem.become(STATE);
    await expect.poll(() => live.status.reason).toBeNull();
  });

  it('stands where another microphone was chosen in a mixer, and is shown', async () => {
    await open('good').start();
    soundSystem.become({
      ...STATE,
      microphones: [MICROPHONE, OTHER],
      ownStreams: [stream('capture', 'other')],
    });
    await expect.poll(() => live.status.microphoneLabel).toBe('Headset');
    expect(live.status.reason?.key).toBe('live.microphoneChosenInMixer');
    expect(soundSystem.moved).toEqual([]);
  });

  it('is moved away from our own microphone, where it would hear itself', async () => {
    await open('good').start();
    soundSystem.become({ ...STATE, ownStreams: [stream('capture', 'stillmic')] });
    await expect.poll(() => soundSystem.moved).toEqual(['7 to mic']);
  });
});

it('level meters on screen keep the engine awake', async () => {
  const idle: boolean[] = [];
  openWatched((config) => idle.push(config.idle));
  soundSystem.current = { ...STATE, listeners: [] };
  await live.start();
  live.requestMeters(true);
  await expect.poll(() => idle).toEqual([true, false]);
});

describe('a mute', () => {
  /** Messages to the engine, in order. */
  let told: boolean[];

  async function running(): Promise<void> {
    told = [];
    openWatched((config) => told.push(config.muted));
    await live.start();
  }

  it('reaches the engine at once, whatever the sound server is waited for', async () => {
    await running();
    let moved: () => void = done;
    soundSystem.moveStream = () => {
      soundSystem.moved.push('asked');
      return new Promise((resolve) => (moved = resolve));
    };
    const processId = 1000 + engines;
    const ownStreams = [{ direction: 'playback' as const, index: 7, processId, device: 'speakers' }];
    soundSystem.become({ ...STATE, ownStreams });
    await expect.poll(() => soundSystem.moved).toEqual(['asked']);
    const configured = live.configure({ muted: true });
    expect(told.at(-1)).toBe(true);
    expect(live.status.silent).toBe(true);
    const held = live.hold('a', 'talk');
    expect(told.at(-1)).toBe(false);
    expect(live.status.silent).toBeUndefined();
    soundSystem.moveStream = done;
    moved();
    await Promise.all([configured, held]);
  });

  it('is told to every new engine first', async () => {
    await running();
    await live.configure({ muted: true });
    soundSystem.become(null);
    await expect.poll(() => live.status.state).toBe('recovering');
    told.length = 0;
    soundSystem.become(STATE);
    await expect.poll(() => live.status.state).toBe('running');
    expect(told).not.toContain(false);
    expect(live.status.silent).toBe(true);
  });

  it('of several held keys lasts as long as one of them mutes', async () => {
    await running();
    await live.configure({ muted: true });
    await live.hold('a', 'talk');
    await live.hold('b', 'talk');
    await live.hold('a', null);
    expect(live.status).toMatchObject({ heldKey: 'talk' });
    expect(live.status.silent).toBeUndefined();
    await live.hold('c', 'cough');
    expect(live.status.silent).toBe(true);
    await live.hold('c', null);
    await live.hold('b', null);
    expect(live.status.silent).toBe(true);
    expect(live.status.heldKey).toBeUndefined();
  });
});

describe('without a microphone', () => {
  const MONITOR = {
    name: 'speakers.monitor',
    label: 'Monitor of Speakers',
    isDefault: true,
    sampleRate: 48_000,
  };

  it.each([
    ['one is asked for', [], 'live.microphoneMissing'],
    ['it is told when the default carries the sound of speakers', [MONITOR], 'live.defaultIsMonitor'],
  ])('%s', async (_, monitors, key) => {
    soundSystem.current = { ...STATE, microphones: [], monitors };
    const started = open('good').start();
    await expect.poll(() => live.status.reason?.key).toBe(key);
    expect(live.status).toMatchObject({ state: 'starting' });
    soundSystem.become(STATE);
    await started;
  });
});
