import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededNoise } from '../support/signals.js';
import { RIG_RATE } from '../support/sound-rig.js';
import { desktopStage } from './support/desktop-stage.js';
import { words } from '../../src/words/words.js';

describe('the app on a desktop', () => {
  const stage = desktopStage();
  const { start } = stage;

  const closeWindow = () =>
    stage.app?.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

  const windows = () =>
    stage.app?.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => ({ minimised: window.isMinimized() })),
    );

  it('minimises its window where there is no tray, and says so', async () => {
    const { app, desktop } = await start({}, async (empty) => {
      await empty.manageWindows();
      await empty.showNotifications();
    });
    expect(await app.ask((bridge) => bridge.app.info())).toMatchObject({ hasTray: false });
    await closeWindow();
    await expect.poll(windows).toEqual([{ minimised: true }]);
    await expect.poll(() => desktop.notified.join()).toContain('This desktop shows no tray icons');
    const [notice] = await app.ask((bridge) => bridge.app.notices());
    expect(notice?.words).toEqual(words('main.noTray'));
  });

  it('closes its window where the desktop has a tray, and goes on in it', async () => {
    const { app } = await start({}, (empty) => empty.showTray());
    expect(await app.ask((bridge) => bridge.app.info())).toMatchObject({ hasTray: true });
    await closeWindow();
    await expect.poll(windows).toEqual([]);
    expect((await app.trayMenu()).at(-1)?.label).toBe('Quit');
  });

  it('is switched and bypassed by keys that are pressed in any app', async () => {
    const { app, desktop } = await start({
      shortcuts: { toggle: 'Control+Alt+M', compare: 'Control+Alt+B' },
    });
    // Nothing of ours has the keyboard.
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await desktop.press('ctrl+alt+m');
    await app.untilStatus(({ state }) => state === 'running');
    await desktop.press('ctrl+alt+b');
    await app.untilStatus(({ state }) => state === 'bypassed');
    await desktop.press('ctrl+alt+b');
    await app.untilStatus(({ state }) => state === 'running');
    await desktop.press('ctrl+alt+m');
    await app.untilStatus(({ state }) => state === 'off');
  });

  it('says by a notification, in its language, what a hidden window can’t show', async () => {
    const live = { pauseWhenIdle: false, microphone: 'hw_mic', fallBackToDefaultMicrophone: false };
    const { app, desktop, rig } = await start({ language: 'de', live }, (empty) => empty.showNotifications());
    const missing = 'Das Mikrofon ist nicht da. Steck es ein oder wähle ein anderes.';
    await app.ask((bridge) => bridge.live.start());
    await rig.unplug('hw_mic');
    // The window shows it, so no notification does.
    await app.page.getByText(missing).waitFor();
    expect(desktop.notified).not.toContain(missing);
    await rig.plug('hw', 'hw_mic', 'Test Microphone');
    await app.untilStatus(({ state }) => state === 'running');
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await rig.unplug('hw_mic');
    await expect
      .poll(() => desktop.notified, { timeout: 15_000 })
      .toEqual(expect.arrayContaining(['Stillmic', missing]));
  });

  it('goes on when the graphics process is killed, and says so', async () => {
    const { app, rig } = await start({}, (empty) => empty.showTray());
    const playback = rig.play(seededNoise(60 * RIG_RATE));
    await app.ask((bridge) => bridge.live.start());
    const recorder = await rig.startRecording('stillmic');
    const graphics = () =>
      app.electron.evaluate(({ app: electronApp }) =>
        electronApp
          .getAppMetrics()
          .filter(({ type }) => type === 'GPU')
          .map(({ pid }) => pid),
      );
    const [before] = await graphics();
    process.kill(before as number, 'SIGKILL');
    await expect
      .poll(async () => (await graphics()).filter((pid) => pid !== before).length, { timeout: 15_000 })
      .toBe(1);
    await app.page.getByText('The graphics process crashed').waitFor();
    // The message takes the spectrogram's place.
    await app.page.getByRole('button', { name: 'Dismiss' }).click();
    // The microphone never stopped, and the spectrogram still moves.
    expect(await app.status).toMatchObject({ state: 'running' });
    const pictures = new Set<string>();
    const look = async () => {
      const picture = await app.page.locator('.spectrograms').screenshot();
      return pictures.add(picture.toString('base64')).size;
    };
    await expect.poll(look, { timeout: 10_000 }).toBeGreaterThan(5);
    await recorder.stop();
    await playback.stop();
    const log = join(rig.env.XDG_CONFIG_HOME as string, 'Stillmic', 'logs', 'main.log');
    expect(readFileSync(log, 'utf8')).toMatch(/The process “GPU” is gone: killed/);
  });
});
