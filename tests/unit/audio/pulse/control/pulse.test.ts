import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listOwnModules, isStale, parseModules } from '../../../../../src/audio/pulse/control/modules.js';
import {
  parseObjects,
  restoreText,
  type ServerObjects,
} from '../../../../../src/audio/pulse/control/objects.js';
import { Pactl } from '../../../../../src/audio/pulse/control/pactl.js';
import { describeState, sessionManagerOf, type Own } from '../../../../../src/audio/pulse/control/state.js';
import { parseEvent } from '../../../../../src/audio/pulse/control/subscription.js';
import { formatIdentity, ownIdentity } from '../../../../../src/audio/control/process-identity.js';

const recorded = (file: string): string => readFileSync(new URL(`recorded/${file}`, import.meta.url), 'utf8');

/**
 * Recorded from PulseAudio 16.1 and PipeWire 0.3.65 in the tests' rig: a microphone “Gerät "ü"”, the virtual
 * microphone, an app “Größe” that records it, and a capture stream of our own. Names of machine and user and
 * properties that nobody reads were removed.
 */
function record(server: string): ServerObjects {
  const { list, info } = JSON.parse(recorded(`${server}.json`)) as { list: unknown; info: unknown };
  const objects = parseObjects(list, info);
  restoreText(objects, recorded(`${server}.list.txt`));
  return objects;
}

const OWNER = '4711:99';

describe.each(['pulseaudio', 'pipewire'])('what %s lists', (server) => {
  const objects = record(server);
  const own: Own = {
    owner: OWNER,
    sessionManager: sessionManagerOf(objects),
    previousDefault: null,
    isPreviousDefaultKept: true,
  };
  const state = describeState(objects, own);

  it('names the server', () => {
    expect(state.server).toBe(server === 'pipewire' ? 'PipeWire 0.3.65' : 'PulseAudio 16.1');
  });

  it('offers microphones by the names that people know, also those that JSON lost', () => {
    expect(state.microphones.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['hw_mic', true],
      ['usb_mic', false],
    ]);
    expect(state.microphones[1]?.label).toContain('Gerät');
    expect(state.microphones[1]?.sampleRate).toBe(48_000);
    expect(state.speakers.map(({ name }) => name).sort()).toEqual(['hw', 'speakers', 'usb']);
  });

  it('names the app that listens, and finds our own capture', () => {
    expect(state.listeners).toEqual(['Größe']);
    expect(state.ownStreams).toMatchObject([{ direction: 'capture', device: 'usb_mic' }]);
  });

  it('knows our nodes as ready, and not when anything of them is amiss', () => {
    expect(state.virtualMicrophoneReady).toBe(true);
    const ready = (change: Partial<ServerObjects>, about: Partial<Own> = {}): boolean =>
      describeState({ ...objects, ...change }, { ...own, ...about }).virtualMicrophoneReady;
    expect(ready({}, { owner: '4711:100' })).toBe(false);
    expect(ready({}, { sessionManager: 12_345 })).toBe(false);
    expect(ready({ source_outputs: [] })).toBe(false);
    expect(ready({ sources: objects.sources.filter(({ name }) => name !== 'stillmic') })).toBe(false);
    expect(ready({ sinks: [...objects.sinks, ...objects.sinks] })).toBe(false);
  });

  it('takes the microphone before ours for the default one while ours is it', () => {
    const info = { ...objects.info, default_source_name: 'stillmic' };
    const defaultOf = (previousDefault: string | null): string | undefined =>
      describeState({ ...objects, info }, { ...own, previousDefault }).microphones.find(
        ({ isDefault }) => isDefault,
      )?.name;
    expect(defaultOf('usb_mic')).toBe('usb_mic');
    expect(defaultOf('unplugged')).toBe('hw_mic');
    expect(defaultOf(null)).toBe('hw_mic');
  });

  it('numbers devices that share a name', () => {
    const sources = objects.sources.map((source) => ({ ...source, description: 'Webcam' }));
    const labels = describeState({ ...objects, sources }, own).microphones.map(({ label }) => label);
    expect(labels).toEqual(['Webcam', 'Webcam (2)']);
  });

  it('finds our modules and their owner among all others', () => {
    const modules = parseModules(recorded(`${server}.modules.txt`));
    expect(modules.map(({ node, owner }) => [node, owner])).toEqual([
      ['stillmic_sink', OWNER],
      ['stillmic', OWNER],
    ]);
    expect(modules.every(({ index }) => Number.isInteger(index))).toBe(true);
  });
});

describe('modules of ours', () => {
  const module = { index: 1, node: 'stillmic' as const };
  const nobody = new Set<string>();

  it('are told: of the living, of the dead, and strangers’', () => {
    expect(isStale({ ...module, owner: formatIdentity(ownIdentity()) }, nobody)).toBe(false);
    expect(isStale({ ...module, owner: `${process.pid}:1` }, nobody)).toBe(true);
    expect(isStale({ ...module, owner: null }, nobody)).toBe(false);
  });

  it('belong to a living process elsewhere as long as the server has its client', () => {
    const owner = formatIdentity({ ...ownIdentity(), namespace: '0123456789ab' });
    expect(isStale({ ...module, owner }, new Set([owner]))).toBe(false);
    expect(isStale({ ...module, owner }, nobody)).toBe(true);
  });
});

it('refuses an answer that it does not understand, in words', () => {
  expect(() => parseObjects({ sinks: [] }, {})).toThrow('The sound server’s answer can’t be understood');
});

it('reads the events of a subscription', () => {
  expect(parseEvent("Event 'remove' on source-output #12")).toEqual({
    type: 'remove',
    facility: 'source-output',
    index: 12,
  });
  expect(parseEvent('Got SIGINT, exiting.')).toBeNull();
});

it('says how to get pactl, or a server, where there is none', async () => {
  await expect(listOwnModules(new Pactl({ PATH: '/nowhere' }))).rejects.toThrow('pulseaudio-utils');
});
