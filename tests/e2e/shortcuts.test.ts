import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ShortcutsPortal } from '../support/shortcuts-portal.js';
import { desktopStage } from './support/desktop-stage.js';
import { grabKey } from './support/grab-key.js';

/** Longer than the pause after which an X server repeats a key, ms. */
const REPEATING_MS = 1200;

const stage = desktopStage();

/** The app, hidden: nothing of ours has the keyboard. */
async function start(...options: Parameters<typeof stage.start>) {
  const { app, desktop } = await stage.start(...options);
  await app.ask((bridge) => bridge.live.start());
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  return { app, desktop };
}

describe('keys from any app, on an X server', () => {
  it('let a muted voice through exactly as long as one is held, whatever the server repeats', async () => {
    const { app, desktop } = await start({
      live: { muted: true },
      shortcuts: { talk: 'F9', cough: 'Control+Alt+H' },
    });
    expect(await app.untilStatus(({ silent }) => silent === true)).not.toHaveProperty('heldKey');
    await desktop.hold('F9');
    await app.untilStatus(({ heldKey, silent }) => heldKey === 'talk' && !silent);
    const wasReleased = app.untilStatus(({ heldKey }) => heldKey === undefined).then(() => Date.now());
    const releasedAt = delay(REPEATING_MS).then(async () => {
      const now = Date.now();
      await desktop.release('F9');
      return now;
    });
    expect((await wasReleased) - (await releasedAt)).toBeGreaterThan(0);
    expect(await app.status).toMatchObject({ silent: true });
  });

  it('mute while one is held, whatever modifier is let go first', async () => {
    const { app, desktop } = await start({ shortcuts: { cough: 'Control+Alt+H' } });
    await desktop.hold('ctrl+alt+h');
    await app.untilStatus(({ heldKey, silent }) => heldKey === 'cough' && silent === true);
    await desktop.release('ctrl');
    await delay(200);
    expect(await app.status).toMatchObject({ silent: true });
    await desktop.release('h');
    await app.untilStatus(({ heldKey, silent }) => heldKey === undefined && !silent);
    await desktop.release('alt');
  });

  it('change over once for each press, however long it lasts', async () => {
    const { app, desktop } = await start({ shortcuts: { mute: 'F8' } });
    await desktop.hold('F8');
    await app.untilStatus(({ silent }) => silent === true);
    await delay(REPEATING_MS);
    expect(await app.status).toMatchObject({ silent: true });
    await desktop.release('F8');
    await delay(200);
    await desktop.press('F8');
    await app.untilStatus(({ silent }) => !silent);
  });

  it('are refused with a sentence where another app has them, or another use of ours', async () => {
    const { app, desktop } = await start({ shortcuts: { talk: 'F9' } });
    const giveBack = await grabKey(desktop.display, 'F7');
    await app.ask((bridge) => bridge.settings.change({ shortcuts: { cough: 'F7' } }));
    const states = () => app.ask((bridge) => bridge.settings.shortcuts());
    await expect.poll(states).toMatchObject({
      talk: { problem: null },
      cough: { problem: { key: 'main.shortcutTaken' } },
    });
    expect((await app.ask((bridge) => bridge.app.notices())).map(({ id }) => id)).toContain('shortcut-cough');
    giveBack();
    const twice = await app.tryTo((bridge) => bridge.settings.change({ shortcuts: { mute: 'F9' } }));
    expect(twice).toMatchObject({ ok: false, words: { key: 'main.shortcutUsedTwice' } });
    await app.ask((bridge) => bridge.settings.change({ shortcuts: { cough: null } }));
    await expect.poll(states).toMatchObject({ cough: { problem: null } });
  });
});

describe('keys from any app, in a Wayland session', () => {
  it('come from the desktop’s portal, by press and release, also after it was restarted', async () => {
    let portal: ShortcutsPortal | undefined;
    const { app, desktop } = await start(
      { live: { muted: true }, shortcuts: { talk: 'F9', mute: 'Control+Alt+M' } },
      async ({ busAddress }, env) => {
        env.XDG_SESSION_TYPE = 'wayland';
        portal = await ShortcutsPortal.start(busAddress);
      },
    );
    const states = () => app.ask((bridge) => bridge.settings.shortcuts());
    await expect.poll(states).toMatchObject({ talk: { givenKeys: 'F9' }, mute: { givenKeys: 'CTRL+ALT+m' } });
    expect(portal?.asked[0]?.map(({ description }) => description)).toEqual([
      'Mute',
      'Hold to talk while muted',
    ]);
    portal?.press('talk');
    await app.untilStatus(({ heldKey, silent }) => heldKey === 'talk' && !silent);
    portal?.release('talk');
    await app.untilStatus(({ silent }) => silent === true);
    portal?.press('talk');
    await app.untilStatus(({ silent }) => !silent);
    portal?.stop();
    await app.untilStatus(({ silent }) => silent === true);
    await expect.poll(states).toMatchObject({ talk: { problem: { key: 'main.shortcutByCommand' } } });
    portal = await ShortcutsPortal.start(desktop.busAddress);
    await expect.poll(states).toMatchObject({ talk: { problem: null } });
    portal.press('mute');
    await app.untilStatus(({ silent }) => !silent);
    portal.stop();
  });

  it('are told with the command to bind where there is no portal', async () => {
    const { app } = await start({ shortcuts: { mute: 'F8' } }, (_desktop, env) => {
      env.XDG_SESSION_TYPE = 'wayland';
      return Promise.resolve();
    });
    await app.page.getByRole('tab', { name: 'Settings' }).click();
    await app.page
      .getByRole('tabpanel', { name: 'Settings' })
      .getByText('bind a key to the command “stillmic toggle mute”')
      .waitFor({ state: 'attached' });
  });
});
