import { describe, expect, test } from 'vitest';
import { RecommendationFeature } from '../../../../src/main/recommendation/recommendation-feature.js';
import { Emitter } from '../../../../src/shared/emitter.js';
import type { LiveStats, LiveStatus } from '../../../../src/shared/live.js';
import { withProfile } from '../../../../src/shared/microphone-profile.js';
import type { ModelOffer } from '../../../../src/shared/model-offer.js';
import {
  DEFAULT_SETTINGS,
  withChange,
  type Settings,
  type SettingsChange,
} from '../../../../src/shared/settings.js';
import { UserError } from '../../../../src/shared/user-error.js';
import { inEnglish } from '../../../../src/words/say.js';
import { plainWords } from '../../../../src/words/words.js';
import { OFF_STATUS } from '../../../support/live-status.js';

const T = 'fastenhancer-t-vd';
const LOUD = { speechDbfs: -20, noiseFloorDbfs: -30, snrDb: 10 };
const QUIET = { speechDbfs: -20, noiseFloorDbfs: -70, snrDb: 50 };

/** The feature over a microphone that runs, settings, and a store of models. */
function desk() {
  const stats = new Emitter<LiveStats>();
  const state = {
    settings: { ...DEFAULT_SETTINGS, profiles: withProfile([], 'yeti', DEFAULT_SETTINGS.live) } as Settings,
    status: { ...OFF_STATUS, state: 'running', activeModelId: T } as LiveStatus,
    installed: [T],
    offers: [] as (ModelOffer | null)[],
    measured: null as { rtfMean: number; rtfP99: number } | null,
    measurements: 0,
    isOnBattery: false,
    now: 0,
    download: () => Promise.resolve(),
  };
  const feature = new RecommendationFeature({
    live: {
      get status() {
        return state.status;
      },
      onStats: stats.on,
    },
    store: {
      get settings() {
        return state.settings;
      },
      change: (change) => (state.settings = withChange(state.settings, change)),
    },
    models: {
      benchmarkOf: (id) => (id === T ? state.measured : null),
      measure: () => {
        state.measurements++;
        return Promise.resolve((state.measured = { rtfMean: 0.01, rtfP99: 0.02 }));
      },
      download: async (id) => {
        await state.download();
        state.installed.push(id);
      },
      list: () => Promise.resolve(state.installed.map((id) => ({ id, state: 'installed' }))),
    },
    apply: (change: SettingsChange) => {
      state.settings = withChange(state.settings, change);
      state.status = { ...state.status, activeModelId: state.settings.live.modelId };
      return Promise.resolve();
    },
    isOnBattery: () => state.isOnBattery,
    onChanged: (offer) => state.offers.push(offer),
    now: () => state.now,
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  const test = async (figures: typeof LOUD) => {
    feature.noteTest(figures);
    await settle();
    return state.offers.at(-1) ?? null;
  };
  return { feature, state, stats, settle, test, call: feature.handlers };
}

describe('the recommendation', () => {
  test('comes with the microphone test, in one sentence, and measures the computer once', async () => {
    const { state, test } = desk();
    const offer = await test(LOUD);
    expect(offer).toMatchObject({
      state: 'offered',
      modelId: 'fastenhancer-m-dns',
      insteadId: T,
      isInstalled: false,
    });
    expect(inEnglish(offer!.reason)).toBe(
      'It is loud around you. “Loud noise, cleaner still” lets less of it through, at about 13 % of a processor core.',
    );
    await test(LOUD);
    expect(state.measurements).toBe(1);
    expect(state.offers).toHaveLength(1);
  });

  test('comes with the first minute of sound as well', async () => {
    const { state, stats, settle } = desk();
    const report = (seconds: number) =>
      stats.emit({
        rtfMean: 0.02,
        room: { seconds, sampleRate: 48_000, high: null, ...LOUD },
      } as unknown as LiveStats);
    report(30);
    await settle();
    expect(state.offers).toEqual([]);
    state.now = 5000;
    report(61);
    await settle();
    expect(state.offers.at(-1)?.modelId).toBe('fastenhancer-m-dns');
  });

  test('is downloaded and switched to by one call, and taken back by another', async () => {
    const { call, state, test } = desk();
    await test(LOUD);
    await call['recommendation:accept']();
    expect(state.offers.map((offer) => offer?.state)).toEqual(['offered', 'downloading', 'done']);
    expect(state.settings.live.modelId).toBe('fastenhancer-m-dns');
    await call['recommendation:undo']();
    expect(state.settings.live.modelId).toBe(T);
    expect(await call['recommendation:get']()).toBeNull();
    await test(LOUD);
    expect(await call['recommendation:get']()).toBeNull();
  });

  test('is not made again once it was declined, unless things change', async () => {
    const { call, state, test } = desk();
    await test(LOUD);
    await call['recommendation:dismiss']();
    expect(await test(LOUD)).toBeNull();
    expect(await test(QUIET)).toBeNull();
    expect(await test(LOUD)).toBeNull();
    expect((await test({ ...LOUD, snrDb: 18 }))?.modelId).toBe('fastenhancer-b-dns');
    expect(state.settings.profiles[0]?.answered).toEqual([{ modelId: 'fastenhancer-m-dns', basis: 'loud' }]);
  });

  test('belongs to its microphone', async () => {
    const { call, feature, settle, state, test } = desk();
    await test(LOUD);
    state.settings = {
      ...state.settings,
      profiles: withProfile(state.settings.profiles, 'laptop', state.settings.live),
    };
    await feature.judge();
    await settle();
    expect(await call['recommendation:get']()).toBeNull();
    expect((await test(LOUD))?.modelId).toBe('fastenhancer-m-dns');
  });

  test('ends when another model is chosen otherwise', async () => {
    const { call, feature, state, test } = desk();
    await test(LOUD);
    state.settings = withChange(state.settings, { live: { modelId: 'my-model' } });
    await feature.judge();
    expect(await call['recommendation:get']()).toBeNull();
  });

  test('says why a download failed, and can be tried again', async () => {
    const { call, state, test } = desk();
    await test(LOUD);
    state.download = () => Promise.reject(new UserError(plainWords('No network.')));
    await call['recommendation:accept']();
    expect(state.offers.at(-1)).toMatchObject({ state: 'offered', problem: plainWords('No network.') });
    expect(state.settings.live.modelId).toBe(T);
    state.download = () => Promise.resolve();
    await call['recommendation:accept']();
    expect(state.offers.at(-1)).toMatchObject({ state: 'done', problem: null });
  });

  test('is lighter on battery', async () => {
    const { call, feature, state, test } = desk();
    await test(LOUD);
    await call['recommendation:accept']();
    await call['recommendation:dismiss']();
    state.isOnBattery = true;
    await feature.judge();
    expect(await call['recommendation:get']()).toMatchObject({
      modelId: 'fastenhancer-b-dns',
      reason: { key: 'recommendation.battery' },
    });
  });

  test('judges nothing while the chosen model does not run', async () => {
    const { state, test } = desk();
    state.status = { ...state.status, state: 'bypassed' };
    expect(await test(LOUD)).toBeNull();
    state.status = { ...state.status, state: 'running', activeModelId: 'fastenhancer-b-dns' };
    expect(await test(LOUD)).toBeNull();
  });

  test('is what a new microphone begins with, among what is installed', async () => {
    const { feature, state } = desk();
    expect((await feature.firstSettings()).modelId).toBe(T);
    state.installed.push('fastenhancer-b-dns');
    expect(await feature.firstSettings()).toEqual({
      modelId: 'fastenhancer-b-dns',
      strength: 100,
      voiceGate: false,
    });
  });
});
