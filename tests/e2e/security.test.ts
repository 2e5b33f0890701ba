import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Stage } from './support/stage.js';

/** The page, as far as these tests use it: they are type-checked without the browser's types. */
interface BrowserGlobals {
  location: { href: string };
  document: {
    head: { append(element: unknown): void };
    querySelector(selector: string): { nonce: string } | null;
    createElement(tag: string): {
      textContent: string;
      nonce: string;
      setAttribute(name: string, value: string): void;
      src: string;
      onload?: () => void;
      onerror?: () => void;
    };
  };
  getComputedStyle(element: unknown): { getPropertyValue(name: string): string };
  open(url: string): unknown;
  injected?: boolean;
  require?: unknown;
  process?: unknown;
  navigator: { mediaDevices: { getUserMedia(wanted: object): Promise<unknown> } };
}
declare const self: BrowserGlobals;

const ELSEWHERE = 'https://example.org/';

describe('the window’s sandbox', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterAll(() => stage.clear());

  it('has no Node and is isolated', async () => {
    const { app } = stage;
    expect(await app.page.evaluate(() => [typeof self.require, typeof self.process])).toEqual([
      'undefined',
      'undefined',
    ]);
    const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as never as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      const { sandbox, contextIsolation, nodeIntegration, webviewTag } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webviewTag };
    });
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    });
  });

  it('can’t leave its page or open another', async () => {
    const { page } = stage.app;
    const before = page.url();
    await page.evaluate((url) => {
      self.location.href = url;
    }, ELSEWHERE);
    await page.waitForTimeout(300);
    expect(page.url()).toBe(before);
    expect(await page.evaluate((url) => self.open(url) === null, ELSEWHERE)).toBe(true);
    expect(stage.app.electron.windows()).toHaveLength(1);
  });

  it('runs no script of another origin or in the page’s text', async () => {
    const { page } = stage.app;
    const ran = await page.evaluate(() => {
      const script = self.document.createElement('script');
      script.textContent = 'self.injected = true';
      self.document.head.append(script);
      return self.injected ?? false;
    });
    expect(ran).toBe(false);
    const loaded = await page.evaluate(
      (url) =>
        new Promise((resolve) => {
          const script = self.document.createElement('script');
          script.onload = () => resolve(true);
          script.onerror = () => resolve(false);
          script.src = `${url}script.js`;
          self.document.head.append(script);
        }),
      ELSEWHERE,
    );
    expect(loaded).toBe(false);
  });

  it('takes no style but from its own files and elements with its nonce', async () => {
    const { page } = stage.app;
    const widths = await page.evaluate(() => {
      const element = self.document.createElement('div');
      self.document.head.append(element);
      const width = () => self.getComputedStyle(element).getPropertyValue('--injected');
      const style = (nonce: string): void => {
        const added = self.document.createElement('style');
        added.nonce = nonce;
        added.textContent = `:root { --injected: ${nonce || 'nothing'}; }`;
        self.document.head.append(added);
      };
      const found = [width()];
      style('');
      found.push(width());
      style('Zm9yZ2Vk');
      found.push(width());
      element.setAttribute('style', '--injected: attribute');
      found.push(width());
      return found;
    });
    expect(widths).toEqual(['', '', '', '']);
  });

  it('has another nonce each time it is loaded', async () => {
    const { page } = stage.app;
    const nonce = () => page.evaluate(() => self.document.querySelector('[property="csp-nonce"]')?.nonce);
    const first = await nonce();
    await page.reload();
    const second = await nonce();
    expect([first, second].map((value) => value?.length)).toEqual([24, 24]);
    expect(second).not.toBe(first);
  });

  it('reaches no network and gets no permission', async () => {
    const { page } = stage.app;
    expect(
      await page.evaluate(
        (url) =>
          fetch(url).then(
            () => 'fetched',
            () => 'refused',
          ),
        ELSEWHERE,
      ),
    ).toBe('refused');
    expect(
      await page.evaluate(() =>
        self.navigator.mediaDevices.getUserMedia({ audio: true }).then(
          () => 'given',
          ({ name }: Error) => name,
        ),
      ),
    ).toBe('NotAllowedError');
  });

  it('is the only one that main answers', async () => {
    const { electron } = stage.app;
    const answer = await electron.evaluate(async ({ app, BrowserWindow }) => {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { preload: `${app.getAppPath()}/out/preload/index.cjs`, sandbox: true },
      });
      await stranger.loadURL('data:text/html,<title>stranger</title>');
      const given = (await stranger.webContents.executeJavaScript(
        'window.stillmic.settings.get()',
      )) as unknown;
      stranger.destroy();
      return given;
    });
    expect(answer).toMatchObject({ ok: false, message: 'Only the app’s own window may call.' });
  });

  it('gets a failure, not a crash, for arguments that don’t fit', async () => {
    const { app } = stage;
    const answer = await app.tryTo((bridge) => bridge.live.record(1e6));
    expect(answer).toMatchObject({ ok: false, expected: false });
    const unknown = await app.tryTo((bridge) => bridge.settings.change({ nonsense: 1 } as never));
    expect(unknown.ok).toBe(false);
  });
});
