import { afterEach, expect, it } from 'vitest';
import type { EngineChild } from '../../../src/live/engine-host.js';
import { SupervisedMicrophone } from '../../../src/live/live-microphone.js';
import type { EngineModel, FromEngine } from '../../../src/shared/engine-messages.js';
import { DEFAULT_LIVE_SETTINGS } from '../../../src/shared/live.js';
import type { SoundState, SoundSystem } from '../../../src/audio/control/open-sound-system.js';
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
/** A sound system in which nothing ever happens. */
const soundSystem: SoundSystem = {
  virtualMicrophone: {
    label: 'Stillmic Microphone',
    playbackDevice: 'stillmic_sink',
    playbackRate: 48_000,
    create: done,
    verify: () => Promise.resolve(true),
    destroy: done,
    setAsDefault: done,
  },
  clientEnvironment: {},
  state: () => Promise.resolve(STATE),
  watch: () => () => undefined,
  moveStream: done,
};

/** An engine that runs any model but the one that it refuses. */
function engineRefusing(refused: string): () => EngineChild {
  return () => {
    let tell: (message: FromEngine) => void = () => undefined;
    let exit = done as () => void;
    let active: string | null = null;
    return {
      pid: undefined,
      postMessage: (message) => {
        if (message.type === 'stop') return exit();
        if (message.type !== 'configure') return;
        const { id } = message.config.model;
        if (id === refused) tell({ type: 'refused', words: plainWords('It can’t be opened.') });
        else active = id;
        if (active === null) return;
        const priority = { raisedBy: null, problem: null };
        const report = {
          activeModelId: active,
          fallback: 'none',
          fallbackCause: 'overload',
          idle: false,
          monitorFailed: false,
          priority,
        };
        tell({ type: 'running', report: report as Extract<FromEngine, { type: 'running' }>['report'] });
      },
      onMessage: (listener) => void (tell = (message) => setImmediate(listener, message)),
      onExit: (listener) => void (exit = listener),
      kill: () => exit(),
    };
  };
}

let live: SupervisedMicrophone;
afterEach(() => live.stop());

const open = (modelId: string): SupervisedMicrophone =>
  (live = new SupervisedMicrophone({
    settings: { ...DEFAULT_LIVE_SETTINGS, modelId },
    soundSystem,
    resolveModel: (id): Promise<EngineModel> => Promise.resolve({ id, file: `${id}.onnx`, settings: {} }),
    lighterModel: () => Promise.resolve(null),
    engineFile: 'engine.cjs',
    spawnEngine: engineRefusing('broken'),
    env: {},
  }));

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
