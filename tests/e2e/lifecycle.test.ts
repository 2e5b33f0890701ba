import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
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
  });
});
