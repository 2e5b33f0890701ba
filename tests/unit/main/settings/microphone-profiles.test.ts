import { describe, expect, test } from 'vitest';
import { MicrophoneProfiles } from '../../../../src/main/settings/microphone-profiles.js';
import { Emitter } from '../../../../src/shared/emitter.js';
import type { AudioDevice, AudioDevices } from '../../../../src/shared/live.js';
import { DEFAULT_SETTINGS, withChange, type SettingsChange } from '../../../../src/shared/settings.js';

const device = (name: string, isDefault = false): AudioDevice => ({ name, label: name, isDefault });
const of = (...microphones: AudioDevice[]): AudioDevices => ({ microphones, speakers: [] });
const FIRST = { modelId: 'fastenhancer-b-dns', strength: 100, voiceGate: false };

/** Profiles over devices that the test plugs in and out, and the settings that come of each change. */
async function desk(devices: AudioDevices, installed: (id: string) => boolean = () => true) {
  const plugged = new Emitter<AudioDevices>();
  const profiles = new MicrophoneProfiles({
    live: { listDevices: () => Promise.resolve(devices), onDevices: plugged.on },
    firstSettings: () => Promise.resolve(FIRST),
    isInstalled: (id) => Promise.resolve(installed(id)),
  });
  let settings = DEFAULT_SETTINGS;
  const change = async (asked: SettingsChange) => {
    const whole = await profiles.withOwn(asked, settings);
    settings = withChange(settings, profiles.kept(whole, settings));
    return settings;
  };
  const changes: Promise<unknown>[] = [];
  profiles.follow(() => {
    if (profiles.isAnother(settings)) changes.push(change({ live: {} }));
  });
  const settle = async () => {
    await new Promise(setImmediate);
    await Promise.all(changes);
  };
  await settle();
  const plug = async (now: AudioDevices) => {
    plugged.emit(now);
    await settle();
    return settings;
  };
  return { change, plug, profiles, plugged, current: () => settings };
}

const own = ({ live: { modelId, strength, voiceGate } }: typeof DEFAULT_SETTINGS) => ({
  modelId,
  strength,
  voiceGate,
});

describe('profiles of microphones', () => {
  test('the first microphone keeps the settings that there were', async () => {
    const { current } = await desk(of(device('laptop', true)));
    expect(own(current())).toEqual(own(DEFAULT_SETTINGS));
    expect(current().profiles.map(({ microphone }) => microphone)).toEqual(['laptop']);
  });

  test('each one comes back with its own, in the change that chooses it; a new one begins with the recommendation', async () => {
    const { change } = await desk(of(device('laptop', true), device('yeti')));
    await change({ live: { strength: 40, voiceGate: true } });
    const first = await change({ live: { microphone: 'yeti' } });
    expect(own(first)).toEqual(FIRST);
    await change({ live: { strength: 70 } });
    expect(own(await change({ live: { microphone: 'laptop' } }))).toEqual({
      modelId: DEFAULT_SETTINGS.live.modelId,
      strength: 40,
      voiceGate: true,
    });
    expect(own(await change({ live: { microphone: 'yeti' } }))).toEqual({ ...FIRST, strength: 70 });
  });

  test('what is asked for together with a microphone goes before its own', async () => {
    const { change } = await desk(of(device('laptop', true), device('yeti')));
    expect(own(await change({ live: { microphone: 'yeti', strength: 10 } }))).toEqual({
      ...FIRST,
      strength: 10,
    });
  });

  test('an unplugged one leaves its place to the default one’s settings, and gets them back', async () => {
    const laptop = device('laptop', true);
    const { change, plug } = await desk(of(laptop, device('yeti')));
    await change({ live: { strength: 40 } });
    await change({ live: { microphone: 'yeti', strength: 70 } });
    const without = await plug(of(laptop));
    expect(without.live).toMatchObject({ microphone: 'yeti', strength: 40 });
    expect((await plug(of(laptop, device('yeti')))).live).toMatchObject({ microphone: 'yeti', strength: 70 });
  });

  test('another default brings its own, and no microphone at all changes nothing', async () => {
    const { change, plug } = await desk(of(device('laptop', true), device('yeti')));
    await change({ live: { strength: 40 } });
    expect(own(await plug(of(device('laptop'), device('yeti', true))))).toEqual(FIRST);
    expect(own(await plug(of()))).toEqual(FIRST);
    expect((await plug(of(device('laptop', true), device('yeti')))).live.strength).toBe(40);
  });

  test('a model that was removed is replaced by the recommended one; strength and gate stay', async () => {
    let installed = true;
    const { change } = await desk(of(device('laptop', true), device('yeti')), () => installed);
    await change({ live: { strength: 40, modelId: 'mine' } });
    await change({ live: { microphone: 'yeti' } });
    installed = false;
    expect(own(await change({ live: { microphone: 'laptop' } }))).toEqual({ ...FIRST, strength: 40 });
  });

  test('other settings belong to the computer', async () => {
    const { change } = await desk(of(device('laptop', true), device('yeti')));
    await change({ live: { muted: true, monitor: 'headset' } });
    const there = await change({ live: { microphone: 'yeti' }, theme: 'dark' });
    expect(there).toMatchObject({ theme: 'dark', live: { muted: true, monitor: 'headset' } });
  });

  test('ends its watch', async () => {
    const { profiles, plugged } = await desk(of(device('laptop', true)));
    profiles.dispose();
    expect(plugged.hasListeners).toBe(false);
  });
});
