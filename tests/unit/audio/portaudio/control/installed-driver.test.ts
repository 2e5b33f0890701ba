import { describe, expect, it } from 'vitest';
import { openSoundSystem, type SoundState } from '../../../../../src/audio/control/open-sound-system.js';
import type { PortAudioList } from '../../../../../src/audio/portaudio/control/device-list.js';
import { driverOf, type Driver } from '../../../../../src/audio/portaudio/control/drivers.js';
import { InstalledDriverSystem } from '../../../../../src/audio/portaudio/control/installed-driver.js';
import { temporaryFolder } from '../../../../support/temporary-folder.js';

type PortAudioDevice = PortAudioList['devices'][number];

const device = (
  hostAPIName: string,
  name: string,
  maxInputChannels: number,
  maxOutputChannels: number,
  defaultSampleRate = 48_000,
): PortAudioDevice => ({ hostAPIName, name, maxInputChannels, maxOutputChannels, defaultSampleRate });

/** Constructed after PortAudio's and the drivers' documentation; not recorded on Windows. */
const WINDOWS: PortAudioList = {
  devices: [
    device('MME', 'Microphone (USB Audio Device)', 2, 0, 44_100),
    device('MME', 'CABLE Output (VB-Audio Virtual ', 2, 0, 44_100),
    device('MME', 'CABLE Input (VB-Audio Virtual C', 0, 2, 44_100),
    device('Windows WASAPI', 'Speakers (Realtek(R) Audio)', 0, 2),
    device('Windows WASAPI', 'CABLE In 16ch (VB-Audio Virtual Cable)', 0, 16),
    device('Windows WASAPI', 'CABLE Input (VB-Audio Virtual Cable)', 0, 2),
    device('Windows WASAPI', 'CABLE Output (VB-Audio Virtual Cable)', 2, 0),
    device('Windows WASAPI', 'Microphone (USB Audio Device)', 1, 0, 44_100),
  ],
  defaultInput: 'Microphone (USB Audio Device)',
  defaultOutput: 'Speakers (Realtek(R) Audio)',
};

/** Constructed likewise; not recorded on macOS. */
const MAC: PortAudioList = {
  devices: [
    device('Core Audio', 'MacBook Pro Microphone', 1, 0),
    device('Core Audio', 'MacBook Pro Speakers', 0, 2),
    device('Core Audio', 'BlackHole 16ch', 16, 16),
    device('Core Audio', 'BlackHole 2ch', 2, 2),
  ],
  defaultInput: 'BlackHole 2ch',
  defaultOutput: 'MacBook Pro Speakers',
};

const open = (platform: NodeJS.Platform, list: PortAudioList) =>
  new InstalledDriverSystem(driverOf(platform) as Driver, async () => list, {
    XDG_RUNTIME_DIR: temporaryFolder(),
  });
const without = (list: PortAudioList, pattern: RegExp): PortAudioList => ({
  ...list,
  devices: list.devices.filter(({ name }) => !pattern.test(name)),
});

describe('VB-CABLE on Windows', () => {
  it('plays into CABLE Input, which apps record as CABLE Output', async () => {
    const { virtualMicrophone } = open('win32', WINDOWS);
    await virtualMicrophone.create();
    expect(virtualMicrophone.playbackDevice).toBe('CABLE Input (VB-Audio Virtual Cable)');
    expect(virtualMicrophone.label).toBe('CABLE Output (VB-Audio Virtual Cable)');
    expect(virtualMicrophone.playbackRate).toBe(48_000);
  });

  it('offers real devices once, at their own rates', async () => {
    const { microphones, listeners } = await open('win32', WINDOWS).state();
    expect(microphones).toEqual([
      {
        name: 'Microphone (USB Audio Device)',
        label: 'Microphone (USB Audio Device)',
        isDefault: true,
        sampleRate: 44_100,
        channels: 1,
      },
    ]);
    expect(listeners).toBeNull();
  });

  it('is called what people choose in their app, before it was found and after it was in use', async () => {
    const { virtualMicrophone } = open('win32', WINDOWS);
    expect(virtualMicrophone.label).toBe('CABLE Output (VB-Audio Virtual Cable)');
    expect(open('darwin', MAC).virtualMicrophone.label).toBe('BlackHole 2ch');
    await virtualMicrophone.create();
    await virtualMicrophone.destroy();
    expect(virtualMicrophone.label).toBe('CABLE Output (VB-Audio Virtual Cable)');
  });

  it('is used by one Stillmic at a time', async () => {
    const env = { XDG_RUNTIME_DIR: temporaryFolder() };
    const [first, second] = [1, 2].map(
      () => new InstalledDriverSystem(driverOf('win32') as Driver, async () => WINDOWS, env),
    ) as [InstalledDriverSystem, InstalledDriverSystem];
    await first.virtualMicrophone.create();
    await expect(second.virtualMicrophone.create()).rejects.toThrow('running already');
    await first.virtualMicrophone.destroy();
    await second.virtualMicrophone.create();
    await second.virtualMicrophone.destroy();
  });

  it('passes over the computer’s own sound where the default microphone is the cable itself', async () => {
    const stereoMix = device('Windows WASAPI', 'Stereo Mix (Realtek(R) Audio)', 2, 0);
    const list = {
      ...WINDOWS,
      devices: [stereoMix, ...WINDOWS.devices],
      defaultInput: 'CABLE Output (VB-Audio Virtual Cable)',
    };
    const state = await open('win32', list).state();
    expect(state.isVirtualDefault).toBe(true);
    expect(state.microphones.find(({ isDefault }) => isDefault)?.name).toBe('Microphone (USB Audio Device)');
  });

  it('is watched on where devices can’t be listed', async () => {
    const failing = () => Promise.reject(new Error('no PortAudio'));
    const states: unknown[] = [];
    const system = new InstalledDriverSystem(driverOf('win32') as Driver, failing, {
      XDG_RUNTIME_DIR: temporaryFolder(),
    });
    const unwatch = system.watch((state) => states.push(state));
    await new Promise((resolve) => setTimeout(resolve, 50));
    unwatch();
    expect(states).toEqual([null]);
  });

  it('says where to get it when it is missing, or half of it is', async () => {
    for (const missing of [/CABLE/, /CABLE Output/, /CABLE Input/])
      await expect(open('win32', without(WINDOWS, missing)).virtualMicrophone.create()).rejects.toThrow(
        'https://vb-audio.com/Cable/',
      );
  });
});

describe('BlackHole on macOS', () => {
  it('is found by its name, with two channels', async () => {
    const { virtualMicrophone } = open('darwin', MAC);
    await virtualMicrophone.create();
    expect(virtualMicrophone.playbackDevice).toBe('BlackHole 2ch');
    expect(virtualMicrophone.label).toBe('BlackHole 2ch');
  });

  it('is never the microphone to listen to, even as the default one', async () => {
    const state = await open('darwin', MAC).state();
    expect(state.isVirtualDefault).toBe(true);
    expect(state.microphones.find(({ isDefault }) => isDefault)?.name).toBe('MacBook Pro Microphone');
    expect(state.speakers.map(({ name }) => name)).not.toContain('BlackHole 2ch');
  });

  it('says where to get it when it is missing', async () => {
    await expect(open('darwin', without(MAC, /2ch/)).virtualMicrophone.create()).rejects.toThrow(
      'https://existential.audio/blackhole/',
    );
  });

  it('reports a state when watching begins', async () => {
    const system = open('darwin', MAC);
    const state = await new Promise<SoundState | null>((resolve) => {
      const unsubscribe = system.watch((now) => {
        resolve(now);
        setTimeout(() => unsubscribe());
      });
    });
    expect(state?.virtualMicrophoneReady).toBe(true);
  });
});

it('refuses a platform that it does not know', async () => {
  await expect(openSoundSystem({ platform: 'aix' })).rejects.toThrow('no virtual microphone for aix');
});
