import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath, useBrowser } from './support/browser.js';
import { emptyState, ON, withLive } from './support/states.js';

const browser = useBrowser();

/** A picture of an element, as bytes that can be compared. */
const picture = async (element: Locator): Promise<string> =>
  (await element.screenshot({ animations: 'disabled' })).toString('base64');

const open = async (theme: 'light' | 'dark', state = {}): Promise<Page> => {
  const page = await browser.open({ theme, state: { ...emptyState(), ...state } });
  await page.emulateMedia({ forcedColors: 'active', colorScheme: theme });
  return page;
};

describe.skipIf(!chromiumPath)('in the user’s own few colours (forced-colors)', () => {
  test.for(['light', 'dark'] as const)('%s: on and off, pressed and not, look different', async (theme) => {
    const off = await open(theme);
    const on = await open(theme, { status: ON, ...withLive({ muted: true, bypass: true }) });
    const looks = async (page: Page) => {
      await page.mouse.move(0, 0);
      const { power, mute, bypass } = {
        power: page.locator('.power-track'),
        mute: page.getByRole('button', { name: 'Mute' }),
        bypass: page.getByRole('button', { name: 'Bypass' }),
      };
      return { power: await picture(power), mute: await picture(mute), bypass: await picture(bypass) };
    };
    const [one, other] = [await looks(off), await looks(on)];
    for (const name of ['power', 'mute', 'bypass'] as const)
      expect([name, one[name] === other[name]]).toEqual([name, false]);
  });

  test('a switch of the settings, the open tab and the marked option can be told', async () => {
    const page = await open('dark');
    const home = page.getByRole('tab').first();
    const whileOpen = await picture(home);
    await page.getByRole('tab').nth(3).click();
    await page.mouse.move(0, 300);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    expect(await picture(home)).not.toBe(whileOpen);
    const gate = page.getByRole('switch', { name: 'Let only speech through' });
    const before = await picture(gate);
    await gate.click();
    await page.mouse.move(0, 300);
    await gate.evaluate((element) => element.blur());
    expect(await picture(gate)).not.toBe(before);
    await page.getByRole('combobox', { name: 'Theme' }).click();
    const option = page.getByRole('option').last();
    const unmarked = await picture(option);
    await option.hover();
    expect(await picture(option)).not.toBe(unmarked);
  });

  test('the level of a meter is drawn, in the colours of the system', async () => {
    const page = await open('light', { status: ON });
    const meters = page.locator('.meters');
    const silent = await picture(meters);
    await page.evaluate(() => {
      const level = { rmsDbfs: -12, peakDbfs: -6, clipped: false };
      window.stub.say('live:stats', {
        input: level,
        output: level,
        latency: {},
        dropouts: { count: 0, latest: [] },
      });
    });
    await expect.poll(() => picture(meters)).not.toBe(silent);
  });

  test('the focus ring is there, and axe finds nothing', async () => {
    const page = await open('light', { status: ON });
    const ringAfterTab = async (): Promise<string> => {
      await page.keyboard.press('Tab');
      return page.evaluate(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement as Element);
        return `${outlineStyle} ${outlineWidth}`;
      });
    };
    // The first press may come before the page has the focus.
    await expect.poll(ringAfterTab).toBe('solid 2px');
    const { violations } = await new AxeBuilder({ page }).exclude('[data-base-ui-focus-guard]').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

describe.skipIf(!chromiumPath)('where more contrast is wanted', () => {
  test('quiet text is as dark as the other', async () => {
    const page = await browser.open({ theme: 'light' });
    const quiet = page.locator('.quiet').first();
    const colour = () => quiet.evaluate((element) => getComputedStyle(element).color);
    const usual = await colour();
    await page.emulateMedia({ contrast: 'more' });
    const text = await page.evaluate(() => getComputedStyle(document.body).color);
    expect(usual).not.toBe(text);
    expect(await colour()).toBe(text);
  });
});
