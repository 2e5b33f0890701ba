import { spawn, type ChildProcess } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { SoundRig } from '../support/sound-rig.js';
import { Screen } from './support/screen.js';
import { command, writeSettings } from './support/stillmic-app.js';

/** How long it may take until nothing of ours is left, ms. */
const LIMIT_MS = 2000;

describe.each(['pulseaudio', 'pipewire'] as const)('however the app ends on %s', (server) => {
  let rig: SoundRig | undefined;
  let screen: Screen | undefined;
  let app: ChildProcess | undefined;

  afterEach(async () => {
    try {
      if (app?.pid) process.kill(-app.pid, 'SIGKILL');
    } catch {
      // It has ended, as it should.
    }
    await rig?.stop();
    await screen?.stop();
    rig = screen = app = undefined;
  });

  it.each([
    ['SIGTERM', 'group'],
    ['SIGHUP', 'group'],
    ['SIGINT', 'group'],
    ['SIGKILL', 'group'],
    ['SIGKILL', 'main'],
  ] as const)(
    '%s to its %s gives the default microphone back and leaves no module',
    async (signal, target) => {
      screen = await Screen.start();
      const sound = (rig = await SoundRig.start(server));
      const defaultSource = async () => (await sound.pactl('get-default-source')).trim();
      const modules = async () => (await sound.pactl('list', 'short', 'modules')).split('\n').length;
      const [before, modulesBefore] = [await defaultSource(), await modules()];
      writeSettings(sound.env, { denoiseAtStart: true, live: { setAsDefault: true } });
      const { executablePath, args, env } = command({ env: sound.env, display: screen.display });
      // A process group of its own, as a terminal or the session gives one.
      const child = (app = spawn(executablePath, args, { env, stdio: 'ignore', detached: true }));
      await expect.poll(defaultSource, { timeout: 30_000 }).toBe('stillmic');
      process.kill(target === 'group' ? -(child.pid as number) : (child.pid as number), signal);
      await expect.poll(defaultSource, { timeout: LIMIT_MS }).toBe(before);
      await expect.poll(modules, { timeout: LIMIT_MS }).toBe(modulesBefore);
    },
  );
});
