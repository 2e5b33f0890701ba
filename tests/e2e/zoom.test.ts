import { expect, it } from 'vitest';
import { Stage } from './support/stage.js';

/** CSS pixels by which the page is wider than the window, and those by which home is higher. */
const excess = (stage: Stage) =>
  stage.app.page.evaluate(`(() => {
    const main = document.querySelector('.pages-main');
    return {
      width: document.documentElement.scrollWidth - innerWidth,
      height: main.scrollHeight - main.clientHeight,
    };
  })()`) as Promise<{ width: number; height: number }>;

it('home is seen at once in the real window, in every language, and at 200 % nothing is cut at the side', async () => {
  const stage = await Stage.set({ denoiseAtStart: true });
  try {
    const { app } = stage;
    await app.untilStatus(({ state }) => state === 'running');
    for (const language of ['en', 'de', 'fr', 'es'] as const) {
      await app.ask((bridge, chosen) => bridge.settings.change({ language: chosen }), language);
      await app.page.waitForTimeout(300);
      expect([language, await excess(stage)]).toEqual([language, { width: 0, height: 0 }]);
    }
    await app.ask((bridge) => bridge.settings.change({ live: { muted: true } }));
    await app.untilStatus(({ silent }) => silent === true);
    await app.page.waitForTimeout(300);
    expect(await excess(stage)).toEqual({ width: 0, height: 0 });
    await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2),
    );
    await app.page.waitForTimeout(500);
    for (const tab of await app.page.getByRole('tab').all()) {
      await tab.click();
      expect((await excess(stage)).width).toBe(0);
    }
  } finally {
    await stage.clear();
  }
});
