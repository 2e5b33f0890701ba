import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath, useBrowser } from './support/browser.js';
import { answerWithSound, openComparison } from './support/screens.js';
import { asStubSound } from './support/sound.js';
import { emptyState, ON } from './support/states.js';

const browser = useBrowser();

const RATE = 16_000;

/** A second of tone and a second of pause in turn. */
const tone = (amplitude: number): number[] =>
  Array.from({ length: 4 * RATE }, (_, index) =>
    Math.floor(index / RATE) % 2 === 0 ? amplitude * Math.sin(index / 4) : 0.0001 * Math.sin(index * index),
  );

/** The comparison of models on a recording that is half as loud after them, with what reaches the speakers kept. */
const open = async (): Promise<Page> => {
  const page = await browser.open({
    state: { ...emptyState(), status: ON },
    sound: asStubSound({ before: tone(0.4), after: tone(0.2), sampleRate: RATE }),
  });
  await page.evaluate(() => {
    const gains: GainNode[] = [];
    const make = AudioContext.prototype.createGain;
    AudioContext.prototype.createGain = function () {
      const gain = make.call(this);
      gains.push(gain);
      return gain;
    };
    Object.assign(window, { heardGains: () => gains.slice(-3).map(({ gain }) => gain.value) });
  });
  await answerWithSound(page);
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByRole('button', { name: 'Record ten seconds' }).click();
  await openComparison(page);
  return page;
};

const heardGains = (page: Page) =>
  page.evaluate(() => (window as unknown as { heardGains(): number[] }).heardGains());

const rounded = async (page: Page) => (await heardGains(page)).map((gain) => Number(gain.toFixed(2)));

describe.skipIf(!chromiumPath)('models on one recording', () => {
  test('are side by side with their figures, and another one can be added', async () => {
    const page = await open();
    await expect.poll(() => page.locator('.version').count()).toBe(3);
    expect(await page.locator('.version p').nth(1).textContent()).toContain('RTF 0.012');
    await page.getByRole('combobox', { name: 'Add a model…' }).click();
    await page.getByRole('option').nth(1).click();
    await expect.poll(() => page.locator('.version').count()).toBe(4);
  });

  test('are switched at the place that is playing, each at the loudness of the original', async () => {
    const page = await open();
    const versions = page.locator('.version button');
    await expect.poll(() => page.locator('.version button:enabled').count()).toBe(3);
    await page.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => rounded(page)).toEqual([1, 0, 0]);
    const position = page.getByRole('slider', { name: 'Position' });
    await expect.poll(async () => Number(await position.inputValue())).toBeGreaterThan(0.3);
    const before = Number(await position.inputValue());
    await versions.nth(2).click();
    await expect.poll(() => rounded(page)).toEqual([0, 0, 2]);
    const after = Number(await position.inputValue());
    expect(after).toBeGreaterThanOrEqual(before);
    expect(after - before).toBeLessThan(2);
    expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(1);
  });

  test('are compared blind: names are hidden, right answers counted with their chance by guessing', async () => {
    const page = await open();
    await expect.poll(() => page.locator('.version button:enabled').count()).toBe(3);
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('button', { name: 'Blind test (A/B/X)' }).click();
    expect(await page.locator('.version').count()).toBe(0);
    const hear = async (sound: string) => {
      await page.getByRole('button', { name: sound, exact: true }).click();
      await page.waitForTimeout(150);
      return (await rounded(page)).join();
    };
    for (let trial = 0; trial < 5; trial += 1) {
      const [a, b, x] = [await hear('A'), await hear('B'), await hear('X')];
      expect(new Set([a, b]).size).toBe(2);
      await page.getByRole('button', { name: x === a ? 'X is A' : 'X is B' }).click();
    }
    const score = page.getByRole('status').filter({ hasText: 'right' });
    expect((await score.textContent())?.replace(/\u00a0/g, ' ')).toBe(
      '5 of 5 right. Guessing alone gets that far in 3 % of such tests.',
    );
    expect(await page.getByText('A is “').count()).toBe(0);
    await page.getByRole('button', { name: 'Show which is which' }).click();
    await page.getByText('A is “').waitFor();
    expect(await page.getByRole('button', { name: 'X is A' }).count()).toBe(0);
  });
});
