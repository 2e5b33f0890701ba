import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inEnglish } from '../../src/words/say.js';
import type { Words } from '../../src/words/words.js';
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

describe('the window’s sandbox', () => {
  let stage: Stage;
  let server: Server;
  let elsewhere: string;
  /** Requests to the server that must never be asked. */
  const requests: string[] = [];

  beforeAll(async () => {
    server = createServer(({ url = '' }, response) => {
      requests.push(url);
      const headers = { 'access-control-allow-origin': '*', 'content-type': 'text/javascript' };
      response.writeHead(200, headers).end('self.injected = true');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    stage = await Stage.set();
  });
  afterAll(async () => {
    server.close();
    await stage.clear();
  });
  afterEach(() => expect(requests).toEqual([]));

  it('would be caught if it asked the server of these tests', async () => {
    expect((await fetch(elsewhere)).status).toBe(200);
    expect(requests.splice(0)).toEqual(['/']);
  });

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
    }, elsewhere);
    await page.waitForTimeout(300);
    expect(page.url()).toBe(before);
    expect(await page.evaluate((url) => self.open(url) === null, elsewhere)).toBe(true);
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
      elsewhere,
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
        elsewhere,
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
    const { ok, words } = answer as { ok: boolean; words: Words };
    expect(ok).toBe(false);
    expect(inEnglish(words)).toBe('Only the app’s own window may call.');
  });

  it('gets a failure, not a crash, for arguments that don’t fit', async () => {
    const { app } = stage;
    const answer = await app.tryTo((bridge) => bridge.live.record(1e6));
    expect(answer).toMatchObject({ ok: false, expected: false });
    const unknown = await app.tryTo((bridge) => bridge.settings.change({ nonsense: 1 } as never));
    expect(unknown.ok).toBe(false);
  });

  it('asks nothing of a network even where its policy allows it', async () => {
    // A page without our policy: what main refuses is seen alone.
    const outcome = await stage.app.electron.evaluate(async ({ BrowserWindow }, url) => {
      const bare = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      await bare.loadURL('data:text/html,<title>bare</title>');
      const answer = (await bare.webContents.executeJavaScript(
        `fetch(${JSON.stringify(url)}).then(() => 'fetched', () => 'refused')`,
      )) as string;
      bare.destroy();
      return answer;
    }, elsewhere);
    expect(outcome).toBe('refused');
  });

  it('allows by its policy no script and no connection but its own, were main to let them through', async () => {
    const refused = await stage.app.page.evaluate(
      (url) =>
        new Promise<string[]>((resolve) => {
          const found: string[] = [];
          const page = self.document as unknown as {
            addEventListener(type: string, listener: (event: { effectiveDirective: string }) => void): void;
          };
          page.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
            found.push(effectiveDirective);
            if (found.length === 2) resolve(found.sort());
          });
          setTimeout(() => resolve(found.sort()), 5000);
          void fetch(url).catch(() => undefined);
          const script = self.document.createElement('script');
          script.src = url;
          self.document.head.append(script);
        }),
      elsewhere,
    );
    expect(refused).toEqual(['connect-src', 'script-src-elem']);
  });

  it('can name no file: neither by a path nor by an object that claims to be a File', async () => {
    const { app } = stage;
    const claimed = { name: 'passwd', size: 1, path: '/etc/passwd' };
    expect(await app.ask((bridge, file) => bridge.files.hold([file]), claimed)).toEqual([]);
    expect(
      await app.ask((bridge) => bridge.files.hold(['/etc/passwd', new File(['x'], 'passwd')] as never)),
    ).toEqual([]);
    const attempts = [
      await app.tryTo((bridge) => bridge.files.denoise(['/etc/passwd'])),
      await app.tryTo((bridge) => bridge.models.import('/etc/passwd')),
      await app.tryTo((bridge) => bridge.models.benchmark('/etc/passwd')),
      await app.tryTo((bridge) => bridge.models.verify('/etc/passwd')),
      await app.tryTo((bridge) => bridge.settings.change({ live: { modelId: '/etc/passwd' } })),
    ];
    expect(attempts.map(({ ok }) => ok)).toEqual([false, false, false, false, false]);
    expect((await app.ask((bridge) => bridge.settings.get())).live.modelId).toBe('fastenhancer-t-vd');
    expect(await app.ask((bridge) => bridge.files.list())).toEqual([]);
  });

  it('is answered for malformed addresses too', async () => {
    const statuses = await stage.app.electron.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return (await contents?.executeJavaScript(
        `Promise.all(['%', '..%5cx.html'].map((path) => new Promise((resolve) => {
          const image = new Image();
          image.onerror = () => resolve('answered');
          image.src = 'stillmic://app/' + path;
          setTimeout(() => resolve('no answer'), 5000);
        })))`,
      )) as string[];
    });
    expect(statuses).toEqual(['answered', 'answered']);
  });
});
