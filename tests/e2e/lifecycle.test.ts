import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Screen } from './support/screen.js';
import { Stage } from './support/stage.js';
import { command, settingsFile } from './support/stillmic-app.js';
import { inEnglish } from '../../src/words/say.js';

describe('the app’s life', () => {
  let stage: Stage | undefined;

  afterEach(async () => {
    await stage?.clear();
    stage = undefined;
  });

  it('remembers its settings over a restart', async () => {
    stage = await Stage.set();
    await stage.app.ask((bridge) =>
      bridge.settings.change({ theme: 'dark', language: 'de', live: { strength: 65 } }),
    );
    await stage.restart();
    const settings = await stage.app.ask((bridge) => bridge.settings.get());
    expect(settings).toMatchObject({ theme: 'dark', language: 'de', live: { strength: 65 } });
    await stage.app.page.getByRole('tab', { name: 'Optionen' }).waitFor();
    expect((await stage.app.trayMenu()).at(-1)?.label).toBe('Beenden');
  });

  it('keeps unreadable settings aside and says so', async () => {
    stage = await Stage.set({}, (rig) => writeFileSync(settingsFile(rig.env), '{"version": 1, "the'));
    const notices = await stage.app.ask((bridge) => bridge.app.notices());
    expect(notices.map((notice) => inEnglish(notice.words)).join()).toContain('settings.json.bad');
    expect(existsSync(`${settingsFile(stage.rig.env)}.bad`)).toBe(true);
  });

  it('shows itself when it is started a second time', async () => {
    stage = await Stage.set();
    const { electron } = stage.app;
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    const { executablePath, args, env } = command({ env: stage.rig.env, display: stage.screen.display });
    const second = spawn(executablePath, args, { env, stdio: 'ignore' });
    const [code] = (await once(second, 'exit')) as [number];
    expect(code).toBe(0);
    await expect
      .poll(() =>
        electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((w) => w.isVisible())),
      )
      .toEqual([true]);
  });

  it('keeps OpenGL out of its main process, but not out of the apps that it opens', async () => {
    stage = await Stage.set();
    const { electron } = stage.app;
    const libraries = readFileSync(`/proc/${electron.process().pid}/maps`, 'utf8');
    expect(libraries).toContain('libgtk-3');
    expect(libraries).not.toMatch(/libLLVM|_dri\.so/);
    expect(await electron.evaluate(() => process.env['GDK_GL'] ?? null)).toBeNull();
  });

  it('lives on in the tray without its window, which can be opened again', async () => {
    stage = await Stage.set();
    const { app } = stage;
    await app.ask((bridge) => bridge.live.start());
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect.poll(() => app.electron.windows().length).toBe(0);
    expect(await stage.rig.pactl('list', 'short', 'sources')).toContain('\tstillmic\t');
    const opened = app.electron.waitForEvent('window');
    await app.pressTray('Open Stillmic');
    const page = await opened;
    await expect.poll(() => page.getByRole('switch').first().getAttribute('aria-checked')).toBe('true');
  });

  it('loads its window again after the renderer has crashed, and says so', async () => {
    stage = await Stage.set();
    const { app } = stage;
    await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    const messages = () =>
      app.electron.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        // A page that is just crashing answers nothing.
        const silence = new Promise<string>((resolve) => setTimeout(() => resolve(''), 1000));
        if (!contents || contents.isCrashed()) return '';
        return Promise.race([
          contents.executeJavaScript('document.body.innerText') as Promise<string>,
          silence,
        ]);
      });
    await expect.poll(messages, { timeout: 20_000 }).toContain('The window crashed');
  });

  it('starts with the session when asked to, and no longer when not', async () => {
    stage = await Stage.set();
    const { app, rig } = stage;
    const entry = join(rig.env.XDG_CONFIG_HOME as string, 'autostart', 'stillmic.desktop');
    await app.ask((bridge) => bridge.settings.change({ startAtLogin: true }));
    expect(readFileSync(entry, 'utf8')).toMatch(/^Exec=.*"--hidden"$/m);
    await app.ask((bridge) => bridge.settings.change({ startAtLogin: false }));
    expect(existsSync(entry)).toBe(false);
  });

  it('opens its window where the autostart folder can’t be made, and switches the setting off', async () => {
    stage = await Stage.set({ startAtLogin: true }, (rig) =>
      writeFileSync(join(rig.env.XDG_CONFIG_HOME as string, 'autostart'), 'in the way'),
    );
    const { app } = stage;
    const notices = await app.ask((bridge) => bridge.app.notices());
    expect(notices.map((notice) => notice.words.key)).toContain('main.autostartOff');
    expect((await app.ask((bridge) => bridge.settings.get())).startAtLogin).toBe(false);
    const refused = await app.tryTo((bridge) => bridge.settings.change({ startAtLogin: true }));
    expect(refused).toMatchObject({ ok: false, expected: true });
    expect((await app.ask((bridge) => bridge.settings.get())).startAtLogin).toBe(false);
  });

  it('refuses keys that can’t be a shortcut, and keeps the old ones', async () => {
    stage = await Stage.set();
    const refused = await stage.app.tryTo((bridge) =>
      bridge.settings.change({ shortcuts: { toggle: 'Foo+Bar' } }),
    );
    expect(refused).toMatchObject({ ok: false, words: { key: 'main.shortcutUnknown' } });
    expect((await stage.app.ask((bridge) => bridge.settings.get())).shortcuts.toggle).toBeNull();
  });

  it('stays hidden when the session starts it a second time', async () => {
    stage = await Stage.set();
    const { electron } = stage.app;
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    const told = electron.evaluate(
      ({ app }) => new Promise<void>((resolve) => app.once('second-instance', () => resolve())),
    );
    const { executablePath, args, env } = command({
      env: stage.rig.env,
      display: stage.screen.display,
      args: ['--hidden'],
    });
    spawn(executablePath, args, { env, stdio: 'ignore' });
    await told;
    await stage.app.page.waitForTimeout(300);
    const visible = await electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isVisible()),
    );
    expect(visible).toEqual([false]);
  });

  it('says in a dialog that its settings folder can’t be written, and ends with a failure', async () => {
    const screen = await Screen.start();
    const folder = mkdtempSync(join(tmpdir(), 'stillmic-test-'));
    try {
      writeFileSync(join(folder, 'Stillmic'), 'in the way');
      const { executablePath, args, env } = command({
        env: { ...process.env, XDG_CONFIG_HOME: folder },
        display: screen.display,
      });
      const child = spawn(executablePath, args, { env, stdio: 'ignore' });
      const ended = once(child, 'exit') as Promise<[number]>;
      const xdotool = (...words: string[]) =>
        spawnSync('xdotool', words, { env: { ...process.env, DISPLAY: screen.display }, encoding: 'utf8' });
      // GTK's name for the window of Electron's error box.
      const dialog = () => xdotool('search', '--onlyvisible', '--name', '^Error$').stdout.trim();
      await expect.poll(dialog, { timeout: 20_000 }).not.toBe('');
      expect(child.exitCode).toBeNull();
      // No window manager gives the dialog the keyboard.
      xdotool('windowfocus', '--sync', dialog(), 'key', 'Return');
      const [code] = await ended;
      expect(code).toBe(1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
      await screen.stop();
    }
  });

  it('denoises from its start when asked to', async () => {
    stage = await Stage.set({ denoiseAtStart: true });
    await stage.app.untilStatus(({ state }) => state === 'running');
  });

  it('gives a report without names of devices or people', async () => {
    stage = await Stage.set({ live: { microphone: 'hw_mic' } });
    const report = await stage.app.ask((bridge) => bridge.app.diagnostics());
    expect(JSON.parse(report)).toMatchObject({ settings: { live: { microphone: 'chosen' } } });
    expect(report).not.toContain('hw_mic');
    expect(report).not.toContain(stage.rig.folder);
    const log = readFileSync(
      join(stage.rig.env.XDG_CONFIG_HOME as string, 'Stillmic', 'logs', 'main.log'),
      'utf8',
    );
    expect(log).toContain('Stillmic');
    expect(log).not.toMatch(/hw_mic|Test Microphone/);
    expect(log).not.toContain(stage.rig.folder);
  });
});
