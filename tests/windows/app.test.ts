import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { drop } from '../e2e/support/drop.js';
import type { StillmicApp } from '../e2e/support/stillmic-app.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { startOnWindows, windowsAppCommand, writeWindowsSettings } from './support/windows-app.js';
import { windowsStage } from './support/windows-stage.js';
import { CABLE, USB_MICROPHONE } from './support/wine-devices.js';
import { toWindows, windowsEnvironment, withoutWine } from './support/wine.js';

const RUN_KEY = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run';
const loginEntries = (): string => {
  const env = windowsEnvironment(process.env);
  return execFileSync('wine', ['reg', 'query', RUN_KEY], { env, encoding: 'utf8' });
};

describe.skipIf(withoutWine)('the app on Windows', () => {
  const stage = windowsStage();
  let app: StillmicApp | null = null;
  afterEach(async () => {
    await app?.quit();
    app = null;
  });

  it('is switched on in its window, and changed and switched off from the tray', async () => {
    writeWindowsSettings();
    app = await startOnWindows(stage.now.rig.env);
    await app.page.getByRole('switch').first().click();
    const status = await app.untilStatus(({ state }) => state === 'running');
    expect(status).toMatchObject({
      microphoneLabel: USB_MICROPHONE.label,
      virtualMicrophoneLabel: CABLE.outputLabel,
    });
    await app.page.getByText(CABLE.outputLabel).first().waitFor();
    expect(await app.page.locator('body').innerText()).not.toContain('VB-CABLE');
    await app.pressTray('Mute');
    await app.untilStatus(({ silent }) => silent === true);
    await app.pressTray('Off');
    await app.untilStatus(({ state }) => state === 'off');
  });

  it('changes its model while it runs, cleans a dropped recording, and keeps its settings', async () => {
    writeWindowsSettings({ denoiseAtStart: true });
    const folder = temporaryFolder();
    app = await startOnWindows(stage.now.rig.env);
    await app.untilStatus(({ state }) => state === 'running');
    expect(
      await stage.now.stillmic(
        'models',
        'import',
        toWindows('out/models/fastenhancer_t.onnx'),
        '--id',
        'mine',
      ),
    ).toMatchObject({ code: 0 });
    await app.ask((bridge) => bridge.settings.change({ theme: 'dark', live: { modelId: 'mine' } }));
    await app.untilStatus(({ activeModelId, state }) => activeModelId === 'mine' && state === 'running');

    const recording = join(folder, 'Gespräch 1.wav');
    copyFileSync('assets/demo/noisy-speech.wav', recording);
    await app.page.getByRole('tab', { name: 'Files' }).click();
    await drop(app.page, recording);
    const list = app.page.getByRole('list', { name: 'Recordings' });
    await list.getByText('Gespräch 1.wav').waitFor();
    const target = join(folder, 'clean.wav');
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = (() => Promise.resolve({ canceled: false, filePath })) as never;
    }, toWindows(target));
    await list.getByRole('button', { name: /^Save/ }).click();
    await expect.poll(() => existsSync(target)).toBe(true);

    await app.quit();
    app = await startOnWindows(stage.now.rig.env);
    expect(await app.ask((bridge) => bridge.settings.get())).toMatchObject({
      theme: 'dark',
      live: { modelId: 'mine' },
    });
  });

  it('shows itself when it is started again, starts with the session, and leaves nothing when it is quit', async () => {
    writeWindowsSettings({ denoiseAtStart: true });
    const { env } = stage.now.rig;
    app = await startOnWindows(env);
    const { electron } = app;
    await app.untilStatus(({ state }) => state === 'running');
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    const second = windowsAppCommand(env);
    const child = spawn(second.executablePath, second.args, { env: second.env, stdio: 'ignore' });
    await once(child, 'exit');
    const isVisible = () =>
      electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible()));
    await expect.poll(isVisible).toEqual([true]);

    await app.ask((bridge) => bridge.settings.change({ startAtLogin: true }));
    // Windows reads it as a command line: the program is quoted.
    expect(loginEntries()).toMatch(/app\.stillmic\.Stillmic +REG_SZ +"[^"]+electron\.exe".* --hidden/);
    await app.ask((bridge) => bridge.settings.change({ startAtLogin: false }));
    expect(loginEntries()).not.toContain('stillmic');

    expect((await stage.now.stillmic('run')).stderr).toMatch(/running already/);
    await app.quit();
    app = null;
    await expect.poll(() => stage.now.processes('electron.exe'), { timeout: 10_000 }).toEqual([]);
    await stage.now.run();
  });
});
