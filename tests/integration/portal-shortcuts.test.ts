import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Bus } from '../../src/dbus/bus.js';
import { PortalShortcuts } from '../../src/main/shortcuts/portal-shortcuts.js';
import { UNSEEN_TALK_LIMIT_MS } from '../../src/shared/mode.js';
import { DEFAULT_SETTINGS } from '../../src/shared/settings.js';
import { ShortcutsPortal } from '../support/shortcuts-portal.js';
import { spawnBound } from '../support/sound/run.js';

const KEYS = { ...DEFAULT_SETTINGS.shortcuts, talk: 'Control+Alt+T', mute: 'Super+PageUp' };

let daemon: ChildProcess;
let busAddress: string;
let portal: ShortcutsPortal;
let shortcuts: PortalShortcuts;
let events: string[];

beforeEach(async () => {
  daemon = spawnBound('dbus-daemon', ['--session', '--nofork', '--print-address=1'], process.env, [
    'ignore',
    'pipe',
    'ignore',
  ]);
  const [address] = (await once(daemon.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  busAddress = address.toString().trim();
  portal = await ShortcutsPortal.start(busAddress);
  events = [];
  shortcuts = new PortalShortcuts({
    listener: {
      onPress: (name) => events.push(`${name} down`),
      onRelease: (name) => events.push(`${name} up`),
      onLost: (name) => events.push(`${name} lost`),
    },
    connect: (onClosed) => Bus.session(onClosed, { busAddress }),
    describe: (name) => `What ${name} does`,
    commandOf: (name) => `stillmic ${name}`,
    onChanged: () => undefined,
  });
});

afterEach(async () => {
  await shortcuts.close();
  portal.stop();
  daemon.kill();
});

/** Takes keys, and waits for the answer of the desktop's user. */
async function take(keys = KEYS): Promise<void> {
  const rounds = portal.asked.length;
  await shortcuts.take(keys);
  await expect.poll(() => portal.asked.length).toBe(rounds + 1);
  await expect.poll(() => shortcuts.states.talk.givenKeys ?? shortcuts.states.talk.problem).not.toBeNull();
}

it('asks the desktop for the keys, by a name that it knows, and tells which ones it gave', async () => {
  portal.answer = (asked) => asked.map((shortcut) => ({ ...shortcut, trigger: `Press ${shortcut.trigger}` }));
  await take();
  expect(portal.registered).toEqual(['stillmic']);
  expect(portal.asked).toEqual([
    [
      { id: 'mute', description: 'What mute does', trigger: 'LOGO+Page_Up' },
      { id: 'talk', description: 'What talk does', trigger: 'CTRL+ALT+t' },
    ],
  ]);
  expect(shortcuts.states).toMatchObject({
    talk: { givenKeys: 'Press CTRL+ALT+t', problem: null },
    mute: { givenKeys: 'Press LOGO+Page_Up', problem: null },
    cough: { givenKeys: null, problem: null },
  });
  portal.change([{ id: 'talk', description: '', trigger: 'F9' }]);
  await expect.poll(() => shortcuts.states.talk.givenKeys).toBe('F9');
  expect(shortcuts.states.mute.problem?.key).toBe('main.shortcutRefused');
});

it('hears presses and releases', async () => {
  await take();
  portal.press('talk');
  portal.release('talk');
  portal.press('mute');
  await expect.poll(() => events).toEqual(['talk down', 'talk up', 'mute down']);
});

it('hears them from nobody but the portal', async () => {
  await take();
  const stranger = await ShortcutsPortal.start(busAddress);
  Object.assign(stranger, { session: portal.session });
  // It learns our name as any program on the bus can.
  const spy = stranger as unknown as { press(id: string): void };
  spy.press('talk');
  portal.press('mute');
  await expect.poll(() => events).toEqual(['mute down']);
  stranger.stop();
});

it('makes the session again when it ends, and loses what was held', async () => {
  await take();
  portal.press('talk');
  await expect.poll(() => events).toEqual(['talk down']);
  portal.endSession();
  await expect.poll(() => events).toEqual(['talk down', 'talk lost']);
  await expect.poll(() => portal.asked.length, { timeout: 5000 }).toBe(2);
  await expect.poll(() => shortcuts.states.talk.problem).toBeNull();
  portal.press('talk');
  await expect.poll(() => events.at(-1)).toBe('talk down');
});

it('loses what was held with the portal, says what to do meanwhile, and works with the next one', async () => {
  await take();
  portal.press('talk');
  await expect.poll(() => events).toEqual(['talk down']);
  portal.stop();
  await expect.poll(() => events).toEqual(['talk down', 'talk lost']);
  await expect.poll(() => shortcuts.states.talk.problem?.key).toBe('main.shortcutByCommand');
  portal = await ShortcutsPortal.start(busAddress);
  await expect.poll(() => shortcuts.states.talk.problem, { timeout: 5000 }).toBeNull();
  portal.press('talk');
  await expect.poll(() => events.at(-1)).toBe('talk down');
});

it('loses what was held when the screen is locked', async () => {
  await take();
  portal.press('talk');
  portal.lockScreen();
  await expect.poll(() => events).toEqual(['talk down', 'talk lost']);
});

it('loses a key to talk that nobody lets go of', async () => {
  await take();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    portal.press('talk');
    while (events.length === 0) await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(UNSEEN_TALK_LIMIT_MS + 1);
    expect(events).toEqual(['talk down', 'talk lost']);
  } finally {
    vi.useRealTimers();
  }
});

it('says so when the user gives no keys, and asks again when they are chosen again', async () => {
  portal.answer = () => null;
  await take();
  expect(shortcuts.states.talk.problem?.key).toBe('main.shortcutRefused');
  portal.answer = (asked) => asked;
  await shortcuts.take(KEYS);
  await expect.poll(() => shortcuts.states.talk.problem).toBeNull();
  // Keys that work are not asked for again.
  await shortcuts.take({ ...KEYS });
  expect(portal.asked).toHaveLength(2);
});

it('takes back a question that isn’t answered when the keys change', async () => {
  portal.answer = () => new Promise<null>(() => undefined);
  await shortcuts.take(KEYS);
  await expect.poll(() => portal.asked.length).toBe(1);
  const first = portal.session as string;
  portal.answer = (asked) => asked;
  await shortcuts.take({ ...KEYS, mute: null });
  await expect.poll(() => portal.asked.at(-1)?.map(({ id }) => id)).toEqual(['talk']);
  expect(portal.closed).toEqual([first]);
  await expect.poll(() => shortcuts.states.talk.givenKeys).toBe('CTRL+ALT+t');
});

it('names the command to bind where the desktop has no portal, or no bus', async () => {
  portal.stop();
  await shortcuts.take(KEYS);
  await expect
    .poll(() => shortcuts.states.mute.problem)
    .toMatchObject({
      key: 'main.shortcutByCommand',
      values: { command: 'stillmic mute' },
    });
  const none = new PortalShortcuts({
    listener: { onPress: () => undefined, onRelease: () => undefined, onLost: () => undefined },
    connect: (onClosed) => Bus.session(onClosed, { busAddress: 'unix:path=/nowhere' }),
    describe: String,
    commandOf: String,
    onChanged: () => undefined,
  });
  await none.take(KEYS);
  await expect.poll(() => none.states.talk.problem?.key).toBe('main.shortcutByCommand');
});
