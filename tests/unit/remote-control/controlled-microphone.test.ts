import { beforeEach, expect, it } from 'vitest';
import { ControlledMicrophone } from '../../../src/remote-control/controlled-microphone.js';
import { Emitter } from '../../../src/shared/emitter.js';
import {
  DEFAULT_LIVE_SETTINGS,
  type LiveMicrophone,
  type LiveSettings,
  type LiveStatus,
} from '../../../src/shared/live.js';
import type { HeldKey } from '../../../src/shared/mode.js';
import { words } from '../../../src/words/words.js';
import { OFF_STATUS } from '../../support/live-status.js';

/** A microphone without sound: it is in the state that it was told. */
class ToldMicrophone {
  readonly #changed = new Emitter<LiveStatus>();
  readonly onStatus = this.#changed.on;
  settings: LiveSettings = DEFAULT_LIVE_SETTINGS;
  status: LiveStatus = OFF_STATUS;

  become(change: Partial<LiveStatus>): Promise<void> {
    this.status = { ...this.status, ...change };
    this.#changed.emit(this.status);
    return Promise.resolve();
  }
  readonly start = () => this.become({ state: 'running' });
  readonly stop = () => this.become({ state: 'off' });
  readonly hold = (_holder: string, key: HeldKey | null) =>
    this.become(key ? { heldKey: key } : { heldKey: undefined as never });
  readonly listDevices = () =>
    Promise.resolve({
      microphones: [{ name: 'usb', label: 'Blue Yeti', isDefault: true }],
      speakers: [{ name: 'phones', label: 'Headphones', isDefault: true }],
    });
}

const CLIENT = { disconnect: (): void => undefined };

let live: ToldMicrophone;
let controlled: ControlledMicrophone;

beforeEach(() => {
  live = new ToldMicrophone();
  controlled = new ControlledMicrophone(live as unknown as LiveMicrophone, {
    program: 'run',
    change: (change) => {
      live.settings = { ...live.settings, ...change };
      return Promise.resolve();
    },
  });
});

it('switches on with a mode, and off', async () => {
  await controlled.perform({ command: 'mode', mode: 'bypass' }, CLIENT);
  expect(controlled.status).toMatchObject({ mode: 'bypass', state: 'running', muted: false });
  await controlled.perform({ command: 'mode', mode: 'off' }, CLIENT);
  expect(controlled.status).toMatchObject({ mode: 'off', state: 'off' });
  expect(live.settings.bypass).toBe(true);
});

it('mutes and comes back as it was', async () => {
  await controlled.perform({ command: 'mode', mode: 'bypass' }, CLIENT);
  await controlled.perform({ command: 'toggle', what: 'mute' }, CLIENT);
  expect(controlled.status).toMatchObject({ mode: 'mute', muted: true });
  await controlled.perform({ command: 'toggle', what: 'mute' }, CLIENT);
  expect(controlled.status).toMatchObject({ mode: 'bypass', muted: false });
});

it('lets a held key talk, and mute', async () => {
  await controlled.perform({ command: 'mode', mode: 'mute' }, CLIENT);
  await controlled.perform({ command: 'talk', held: true }, CLIENT);
  expect(controlled.status).toMatchObject({ mode: 'mute', muted: false });
  await controlled.perform({ command: 'talk', held: false }, CLIENT);
  expect(controlled.status.muted).toBe(true);
  await controlled.perform({ command: 'mode', mode: 'on' }, CLIENT);
  await controlled.perform({ command: 'cough', held: true }, CLIENT);
  expect(controlled.status).toMatchObject({ mode: 'on', muted: true });
});

it('switches on muted what was switched off muted', async () => {
  await controlled.perform({ command: 'mode', mode: 'mute' }, CLIENT);
  await controlled.perform({ command: 'toggle', what: 'on' }, CLIENT);
  expect(controlled.status).toMatchObject({ mode: 'off' });
  await controlled.perform({ command: 'toggle', what: 'on' }, CLIENT);
  expect(controlled.status).toMatchObject({ mode: 'mute', muted: true });
  await controlled.perform({ command: 'toggle', what: 'bypass' }, CLIENT);
  expect(controlled.status).toMatchObject({ mode: 'mute', muted: true });
});

it('mutes again when a program that let a muted voice through is gone', async () => {
  await controlled.perform({ command: 'mode', mode: 'mute' }, CLIENT);
  await controlled.perform({ command: 'talk', held: true }, CLIENT);
  await controlled.forget(CLIENT);
  expect(controlled.status).toMatchObject({ mode: 'mute', muted: true, held: null });
});

it('stays muted when a program that muted is gone', async () => {
  await controlled.perform({ command: 'mode', mode: 'on' }, CLIENT);
  await controlled.perform({ command: 'cough', held: true }, CLIENT);
  await controlled.forget(CLIENT);
  expect(controlled.status).toMatchObject({ mode: 'mute', muted: true, held: null });
});

it('finds devices by the names that people know, and says when there is none', async () => {
  await controlled.perform({ command: 'microphone', name: 'Blue Yeti' }, CLIENT);
  await controlled.perform({ command: 'headphones', name: 'phones' }, CLIENT);
  expect(controlled.status).toMatchObject({ microphone: { name: 'usb' }, headphones: 'phones' });
  await controlled.perform({ command: 'microphone', name: 'default' }, CLIENT);
  await controlled.perform({ command: 'headphones', name: null }, CLIENT);
  expect(controlled.status).toMatchObject({ microphone: { name: 'default' }, headphones: null });
  await expect(controlled.perform({ command: 'microphone', name: 'x' }, CLIENT)).rejects.toThrow(
    'There is no microphone “x”',
  );
});

it('tells reasons in a sentence, and every change', async () => {
  const seen: (string | null)[] = [];
  controlled.onStatus(({ reason }) => seen.push(reason));
  await live.become({ state: 'recovering', reason: words('live.microphoneMissing') });
  expect(seen).toEqual(['The microphone is not there. Plug it in, or choose another one.']);
});
