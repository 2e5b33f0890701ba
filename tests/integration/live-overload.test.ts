import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SOURCE_NAME } from '../../src/audio/pulse/control/names.js';
import { forkEngine } from '../../src/live/engine-host.js';
import { SupervisedMicrophone } from '../../src/live/live-microphone.js';
import { DEFAULT_MODEL_ID } from '../../src/models/catalogue.js';
import { ModelStore } from '../../src/models/store.js';
import { DEFAULT_LIVE_SETTINGS, type LiveStatus, type OverloadPolicy } from '../../src/shared/live.js';
import { openSoundSystem } from '../../src/audio/control/open-sound-system.js';
import { BUNDLE_FOLDER } from '../support/bundle-folder.js';
import { busyWaveform } from '../support/busy-model.js';
import { locate } from '../support/correlate.js';
import { softNoise } from '../support/signals.js';
import { HARDWARE, RIG_RATE, SOUND_SERVERS, SoundRig, type Playback } from '../support/sound-rig.js';
import { writeTinyModel } from '../support/tiny-models.js';
import { words } from '../../src/words/words.js';
import { until } from '../support/until.js';

/** Loud hops of noise are beyond it, quiet ones never. */
const THRESHOLD = 0.1;
/** Ten hops' time on the machine that this was written on. */
const PRODUCTS = 400;
/** A busy machine may hold it up; the engine's own patience is 10 s. */
const RECOGNISED = 0.7;
const PATIENCE_MS = 40_000;

describe.each(SOUND_SERVERS)('a machine that is too slow for the model, on %s', (kind) => {
  let rig: SoundRig;
  let live: SupervisedMicrophone;
  let busyFile: string;
  let seen: LiveStatus[];
  let voice: Playback | undefined;

  beforeEach(async () => {
    rig = await SoundRig.start(kind);
    busyFile = writeBusyModel('busy.onnx');
    voice = undefined;
  });
  afterEach(async () => {
    await voice?.stop();
    await live.stop();
    await rig.stop();
  });

  const writeBusyModel = (name: string): string =>
    writeTinyModel(join(rig.folder, name), busyWaveform({ threshold: THRESHOLD, products: PRODUCTS }));

  /** Half of the voice passes by the model, so that whatever the model makes of it is known again. */
  async function start(overloadPolicy: OverloadPolicy, lighter = DEFAULT_MODEL_ID): Promise<void> {
    const store = new ModelStore({ folder: join(rig.folder, 'models') });
    seen = [];
    live = new SupervisedMicrophone({
      settings: {
        ...DEFAULT_LIVE_SETTINGS,
        modelId: busyFile,
        strength: 50,
        overloadPolicy,
        pauseWhenIdle: false,
      },
      soundSystem: await openSoundSystem({ env: rig.env }),
      resolveModel: (id) => store.resolve(id),
      lighterModel: () => store.resolve(lighter),
      engineFile: join(BUNDLE_FOLDER, 'engine-process.cjs'),
      spawnEngine: forkEngine,
      env: rig.env,
    });
    live.onStatus((status) => seen.push(status));
    await speak(0.1);
    await live.start();
  }

  /** From now on: quiet noise below the threshold, or loud noise. */
  async function speak(amplitude: number): Promise<void> {
    await voice?.stop();
    voice = rig.play(softNoise(90, RIG_RATE).map((sample) => amplitude * sample));
  }

  const statusThat = (fits: (status: LiveStatus) => boolean): Promise<void> =>
    until(
      () => fits(live.status),
      PATIENCE_MS,
      () => seen,
    );

  /** Speech is heard on the virtual microphone, which is the same as before. */
  async function expectVoice(): Promise<void> {
    let strength = 0;
    for (const deadline = Date.now() + PATIENCE_MS; strength < RECOGNISED && Date.now() < deadline;) {
      const microphone = await rig.startRecording(HARDWARE.microphone);
      const { samples } = await rig.record(SOURCE_NAME, 1.5);
      const spoken = (await microphone.stop()).samples;
      ({ strength } = locate(spoken.subarray(0.8 * RIG_RATE, RIG_RATE), samples));
    }
    expect(strength).toBeGreaterThan(RECOGNISED);
  }

  it('gets the lighter model, hears of it, and goes back when there is room', async () => {
    await start('lighter-model');
    const modules = await rig.pactl('list', 'short', 'modules');
    expect(live.status).toMatchObject({ state: 'running', activeModelId: busyFile, reason: null });
    await speak(0.8);
    await statusThat(({ activeModelId }) => activeModelId === DEFAULT_MODEL_ID);
    expect(live.status.state).toBe('running');
    expect(live.status.reason).toEqual(words('live.overloadLighterModel'));
    await expectVoice();
    await speak(0.1);
    await statusThat(({ activeModelId }) => activeModelId === busyFile);
    expect(live.status).toMatchObject({ state: 'running', reason: null });
    await expectVoice();
    expect(seen.map(({ state }) => state)).not.toContain('recovering');
    expect(await rig.pactl('list', 'short', 'modules')).toBe(modules);
  });

  it('gets the voice unchanged where the user chose that, hears of it, and goes back', async () => {
    await start('bypass');
    await speak(0.8);
    await statusThat(({ state }) => state === 'bypassed');
    expect(live.status.reason).toEqual(words('live.overloadBypass'));
    expect(live.status.activeModelId).toBe(busyFile);
    await expectVoice();
    await speak(0.1);
    await statusThat(({ state }) => state === 'running');
    expect(live.status.reason).toBeNull();
    await expectVoice();
    expect(seen.map(({ state }) => state)).not.toContain('recovering');
  });

  it('gets the voice unchanged when the lighter model is too slow as well', async () => {
    await start('lighter-model', writeBusyModel('lighter.onnx'));
    await speak(0.8);
    await statusThat(({ state }) => state === 'bypassed');
    expect(seen.some(({ reason }) => reason?.key === 'live.overloadLighterModel')).toBe(true);
    expect(live.status.reason).toEqual(words('live.overloadBypass'));
    await expectVoice();
  });
});
