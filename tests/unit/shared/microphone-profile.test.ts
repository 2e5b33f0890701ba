import { describe, expect, test } from 'vitest';
import { DEFAULT_LIVE_SETTINGS } from '../../../src/shared/live.js';
import {
  MAX_ANSWERS,
  MAX_PROFILES,
  microphoneInUse,
  withAnswer,
  withProfile,
} from '../../../src/shared/microphone-profile.js';
import { restoreSettings, settingsChangeSchema } from '../../../src/shared/settings.js';

const settings = { modelId: 'fastenhancer-t-vd', strength: 100, voiceGate: false };
const YETI = { name: 'yeti', label: 'Blue Yeti', isDefault: false };
const LAPTOP = { name: 'laptop', label: 'Built-in Audio', isDefault: true };
const SPEAKERS = { name: 'speakers.monitor', label: 'Speakers', isDefault: false };
const devices = { microphones: [YETI, LAPTOP], monitors: [SPEAKERS] };

describe('the microphone that settings stand for', () => {
  test.each([
    ['default', true, LAPTOP],
    ['yeti', true, YETI],
    ['speakers.monitor', true, SPEAKERS],
    ['gone', true, LAPTOP],
    ['gone', false, undefined],
  ])('%s, falling back: %s', (microphone, fallBackToDefaultMicrophone, expected) => {
    expect(microphoneInUse(devices, { microphone, fallBackToDefaultMicrophone })).toBe(expected);
  });

  test('is none where there is no microphone', () => {
    expect(microphoneInUse({ microphones: [] }, DEFAULT_LIVE_SETTINGS)).toBeUndefined();
  });
});

describe('profiles', () => {
  test('the one used last comes first, once', () => {
    const two = withProfile(withProfile([], 'a', settings), 'b', settings);
    expect(withProfile(two, 'a', { ...settings, strength: 40 })).toEqual([
      { microphone: 'a', ...settings, strength: 40, answered: [] },
      { microphone: 'b', ...settings, answered: [] },
    ]);
  });

  test('hold nothing of the other settings', () => {
    const [profile] = withProfile([], 'a', DEFAULT_LIVE_SETTINGS);
    expect(profile).toEqual({ microphone: 'a', ...settings, answered: [] });
  });

  test('are bounded: the one that was not used for longest goes', () => {
    let profiles = withProfile([], 'first', settings);
    for (let each = 0; each < MAX_PROFILES; each++) profiles = withProfile(profiles, `mic ${each}`, settings);
    expect(profiles).toHaveLength(MAX_PROFILES);
    expect(profiles.some(({ microphone }) => microphone === 'first')).toBe(false);
    expect(profiles.at(-1)?.microphone).toBe('mic 0');
    expect(JSON.stringify(profiles).length).toBeLessThan(8 * 1024);
  });

  test('one that is not understood costs no other, and too many are cut', () => {
    const good = { microphone: 'a', ...settings, answered: [] };
    const many = Array.from({ length: 1000 }, (_, each) => ({ ...good, microphone: `mic ${each}` }));
    const stored = [good, { ...good, strength: 200 }, { ...good, modelId: '/home/ada/x.onnx' }, 'x', ...many];
    const { profiles, theme } = restoreSettings({ version: 1, theme: 'dark', profiles: stored });
    expect(theme).toBe('dark');
    expect(profiles).toHaveLength(MAX_PROFILES);
    expect(profiles.slice(0, 2)).toEqual([good, many[0]]);
    expect(restoreSettings({ version: 1, theme: 'dark', profiles: 'none' })).toMatchObject({
      theme: 'dark',
      profiles: [],
    });
  });

  test('keep a bounded number of answers through changes of the settings', () => {
    let profiles = withProfile(withProfile([], 'b', settings), 'a', settings);
    for (let each = 0; each < 2 * MAX_ANSWERS; each++)
      profiles = withAnswer(profiles, 'a', { modelId: 'fastenhancer-b-dns', basis: `${each}` });
    const [a, b] = withProfile(profiles, 'a', { ...settings, strength: 1 });
    expect(a?.answered.map(({ basis }) => Number(basis))).toEqual(
      Array.from({ length: MAX_ANSWERS }, (_, each) => 2 * MAX_ANSWERS - 1 - each),
    );
    expect(b?.answered).toEqual([]);
  });

  test('can’t be written by the window', () => {
    expect(settingsChangeSchema.safeParse({ profiles: [] }).success).toBe(false);
  });
});
