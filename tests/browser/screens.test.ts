import AxeBuilder from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, describe, test } from 'vitest';
import { SMALLEST_WINDOW_SIZE, WINDOW_SIZE } from '../../src/shared/window-frame.js';
import { chromiumPath, useBrowser } from './support/browser.js';
import { LANGUAGES } from '../../src/words/languages.js';
import { cutText, hiddenHeight } from './support/cut-text.js';
import { SCREENS } from './support/screens.js';
import { asStubSound, makeSound, reportsOf } from './support/sound.js';
import type { StubReport, StubSound } from './support/stub-bridge.js';

/** Pictures of every state land here; the handful that the documents show is copied by hand. */
const PICTURES = join(dirname(fileURLToPath(import.meta.url)), '../../out/screenshots');

/** Size that 200 % zoom leaves of the usual window. */
const ZOOMED_SIZE = { width: WINDOW_SIZE.width / 2, height: WINDOW_SIZE.height / 2 };

/** Longer than any motion of the window. */
const QUICK_MS = 200;

/** Long enough for React and the layout to follow. */
const LAYOUT_MS = 60;

const browser = useBrowser();
let fixture: { reports: StubReport[]; sound: StubSound };

beforeAll(async () => {
  const sound = await makeSound();
  fixture = { reports: reportsOf(sound), sound: asStubSound(sound) };
  mkdirSync(PICTURES, { recursive: true });
});

/** Elements that stick out of the window to the right, by tag and class. */
const overflow = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scrolled = [...document.querySelectorAll('*')].filter((element) => {
      const { overflowX } = getComputedStyle(element);
      return (
        (overflowX === 'auto' || overflowX === 'scroll') && element.scrollWidth > element.clientWidth + 1
      );
    });
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      const { right, width } = element.getBoundingClientRect();
      return width > 1 && right > window.innerWidth + 1 && !element.closest('.visually-hidden, .tab-name');
    });
    return [...scrolled, ...wide].map(
      (element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`,
    );
  });

const violations = async (page: Page) => {
  // Base UI's focus guards are focusable on purpose: they send the focus on.
  const axe = new AxeBuilder({ page }).exclude('[data-base-ui-focus-guard]');
  // Lists that drop down lie at the end of the page, outside of its landmarks, as long as they are open.
  if (await page.locator('[role="listbox"], [role="menu"]').count()) axe.disableRules('region');
  const found = (await axe.analyze()).violations;
  return found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
};

const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });

describe.skipIf(!chromiumPath)(
  'every screen has no accessibility violation, keeps to its policy, and fits in every language',
  () => {
    test.concurrent.for(Object.entries(SCREENS))(
      '%s',
      async ([name, { stub, act, fitsWithoutScrolling }], { expect, onTestFinished }) => {
        const page = await browser.open({ ...fixture, ...stub, onFinished: onTestFinished });
        await act?.(page);
        expect.soft(await page.evaluate(() => window.refusedByPolicy)).toEqual([]);
        for (const theme of ['dark', 'light'] as const) {
          await page.emulateMedia({ colorScheme: theme });
          await page.waitForTimeout(QUICK_MS);
          await picture(page, `${name}-${theme}`);
          expect.soft(await violations(page)).toEqual([]);
          expect.soft(await overflow(page)).toEqual([]);
        }
        for (const language of LANGUAGES) {
          const settings = { ...stub.state.settings, language };
          await page.evaluate((change) => window.stub.become(change), { settings });
          for (const size of [WINDOW_SIZE, SMALLEST_WINDOW_SIZE, ZOOMED_SIZE]) {
            await page.setViewportSize(size);
            await page.waitForTimeout(LAYOUT_MS);
            const where = `${name} in ${language} at ${size.width} px`;
            expect.soft([where, await overflow(page)]).toEqual([where, []]);
            if (size === ZOOMED_SIZE) continue;
            // English is pictured above, in both themes.
            if (size === SMALLEST_WINDOW_SIZE && language !== 'en')
              await picture(page, `${name}-${size.width}-${language}`);
            expect.soft([where, await cutText(page)]).toEqual([where, []]);
            if (size === WINDOW_SIZE && fitsWithoutScrolling)
              expect.soft([where, await hiddenHeight(page)]).toEqual([where, 0]);
          }
        }
      },
    );
  },
);

test.skipIf(!chromiumPath)(
  'text that is cut, spilt or outside of the window is found',
  async ({ expect }) => {
    const page = await browser.open();
    await page.getByRole('switch').waitFor();
    expect(await cutText(page)).toEqual([]);
    await page.evaluate(() => {
      const add = (tag: string, style: Partial<CSSStyleDeclaration>, text: string) => {
        const element = document.createElement(tag);
        // The page's policy refuses a style attribute.
        Object.assign(element.style, { position: 'fixed', whiteSpace: 'nowrap', ...style });
        element.textContent = text;
        document.body.append(element);
      };
      add('p', { width: '40px', overflow: 'hidden' }, 'cut with an ellipsis');
      add('p', { height: '4px', overflow: 'hidden' }, 'cut below');
      add('button', { width: '40px' }, 'spilt out of its button');
      add('p', { left: '-50px' }, 'outside');
    });
    const found = await cutText(page);
    for (const text of ['cut with an ellipsis', 'cut below', 'spilt out', 'outside'])
      expect(found.filter((line) => line.includes(text))).not.toEqual([]);
  },
);
