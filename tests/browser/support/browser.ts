import { chromium, type Browser, type Page } from 'playwright-core';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest';
import {
  contentSecurityPolicy,
  NONCE_PLACEHOLDER,
} from '../../../src/main/windows/content-security-policy.js';
import { BRIDGE_CALLS, BRIDGE_EVENTS } from '../../../src/shared/bridge.js';
import type { CallChannel } from '../../../src/shared/ipc.js';
import { WINDOW_SIZE } from '../../../src/shared/window-frame.js';
import { asStubSound } from './sound.js';
import { emptyState } from './states.js';
import { installStub, type StubOptions } from './stub-bridge.js';

const ORIGIN = 'http://stillmic.test';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** Paths of Chromium on Debian and others; `CHROMIUM_PATH` names another one. */
const CHROMIUM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const chromiumPath = process.env['CHROMIUM_PATH'] ?? CHROMIUM_PATHS.find(existsSync);
if (!chromiumPath) console.warn('Skipped: no Chromium is installed, so the window can’t be rendered.');

export interface OpenOptions extends Partial<StubOptions> {
  readonly theme?: 'light' | 'dark';
  readonly size?: { readonly width: number; readonly height: number };
  readonly reducedMotion?: boolean;
  /** The page's clock stands still; `page.clock` moves it. */
  readonly steppedClock?: boolean;
  /** The test's own `onTestFinished`, which a test that runs beside others has to give. */
  readonly onFinished?: (close: () => Promise<void>) => void;
}

interface Area {
  /** Device pixels; a negative one counts from the right. */
  readonly left: number;
  readonly top: number;
  /** Reaches to the end of the canvas unless given. */
  readonly width?: number;
  readonly height?: number;
}

/** The colours of a part of what a canvas shows, row by row, each such as `252,253,191`. */
export const pixelsOf = (page: Page, selector: string, area: Area): Promise<string[]> =>
  page.locator(selector).evaluate((element, { left, top, width, height }) => {
    const shown = element as HTMLCanvasElement;
    // Pixels on the screen can't be read, only drawn.
    const copy = new OffscreenCanvas(shown.width, shown.height).getContext('2d')!;
    copy.drawImage(shown, 0, 0);
    const x = left < 0 ? shown.width + left : left;
    const { data } = copy.getImageData(x, top, width ?? shown.width - x, height ?? shown.height - top);
    return Array.from({ length: data.length / 4 }, (_, at) => data.slice(4 * at, 4 * at + 3).join());
  }, area);

/** A browser for the tests of one file. */
export function useBrowser(): { open(options?: OpenOptions): Promise<Page> } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (!chromiumPath) return;
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--autoplay-policy=no-user-gesture-required'],
    });
  });
  afterAll(() => browser?.close());
  return {
    open: async ({
      theme = 'dark',
      size = WINDOW_SIZE,
      reducedMotion = false,
      steppedClock = false,
      onFinished = onTestFinished,
      ...stub
    } = {}) => {
      if (!browser) throw new Error('no browser');
      const context = await browser.newContext({
        viewport: size,
        colorScheme: theme,
        reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
        locale: 'en-GB',
      });
      onFinished(() => context.close());
      const page = await context.newPage();
      if (steppedClock) await page.clock.install({ time: 0 });
      page.on('pageerror', (error) => console.error(error));
      page.on('console', (message) => message.type() === 'error' && console.error(message.text()));
      // A violation of the policy is a fault of the page, even where nothing is seen of it.
      await page.addInitScript(() => {
        window.refusedByPolicy = [];
        document.addEventListener(
          'securitypolicyviolation',
          ({ violatedDirective, blockedURI, sourceFile }) =>
            window.refusedByPolicy.push(`${violatedDirective} ${blockedURI} ${sourceFile}`),
        );
      });
      await page.route(`${ORIGIN}/**`, async (route) => {
        const path = new URL(route.request().url()).pathname;
        await route.fulfill({
          body: await readFile(join(inject('renderer'), path)),
          contentType: CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
          headers: { 'content-security-policy': contentSecurityPolicy(NONCE_PLACEHOLDER) },
        });
      });
      await page.addInitScript(installStub, {
        bridge: { calls: BRIDGE_CALLS, events: BRIDGE_EVENTS },
        state: emptyState(),
        reports: [],
        sound: asStubSound({ before: [0], after: [0], sampleRate: 16_000 }),
        failures: {},
        answers: {},
        unanswered: [],
        ...stub,
      });
      await page.goto(`${ORIGIN}/index.html`);
      if (steppedClock) await page.clock.pauseAt(600_000);
      return page;
    },
  };
}

/** Arguments of every call on a channel so far. */
export const callsOf = (page: Page, channel: CallChannel): Promise<unknown[][]> =>
  page.evaluate(
    (wanted) => window.stub.calls.filter((call) => call.channel === wanted).map(({ args }) => args),
    channel,
  );
