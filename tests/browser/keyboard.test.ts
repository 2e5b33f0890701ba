import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { callsOf, chromiumPath, useBrowser } from './support/browser.js';
import { SCREENS } from './support/screens.js';
import { asStubSound } from './support/sound.js';
import { emptyState, FILES, ON, withLive } from './support/states.js';

const browser = useBrowser();

const CONTROLS = 'button, input, [role="combobox"], [role="tab"], [role="slider"]';

/** Marks each control (of the open dialog, if there is one) that Tab reaches and whether it shows a ring; returns those that it misses. */
const missedByTab = async (page: Page): Promise<string[]> => {
  const wanted = await page.evaluate(
    (controls) =>
      [...(document.querySelector('.dialog') ?? document).querySelectorAll<HTMLElement>(controls)].filter(
        (element) => element.tabIndex >= 0 && !element.hasAttribute('disabled') && element.checkVisibility(),
      ).length,
    CONTROLS,
  );
  for (let press = 0; press < 2 * wanted + 4; press += 1) {
    await page.keyboard.press('Tab');
    await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return;
      const drawn = element.closest('.slider-thumb') ?? element;
      const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
      element.dataset['reached'] = outlineStyle === 'solid' && outlineWidth === '2px' ? 'ring' : 'no ring';
    });
  }
  return page.evaluate(
    (controls) =>
      [...(document.querySelector('.dialog') ?? document).querySelectorAll<HTMLElement>(controls)]
        .filter(
          (element) =>
            element.tabIndex >= 0 && !element.hasAttribute('disabled') && element.checkVisibility(),
        )
        .filter((element) => element.dataset['reached'] !== 'ring')
        .map(
          (element) => `${element.dataset['reached'] ?? 'not reached'}: ${element.outerHTML.slice(0, 120)}`,
        ),
    CONTROLS,
  );
};

/** Controls that are smaller than 32 px; those hidden inside of another control are not pressed themselves. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(
    (controls) =>
      [...(document.querySelector('.dialog') ?? document).querySelectorAll<HTMLElement>(controls)]
        .filter((element) => element.checkVisibility() && !element.closest('[aria-hidden="true"]'))
        .map((element) => element.closest('.slider-control, label') ?? element)
        .filter((element) => {
          const { width, height } = element.getBoundingClientRect();
          return width > 1 && (width < 32 || height < 32);
        })
        .map((element) => element.outerHTML.slice(0, 120)),
    CONTROLS,
  );

describe.skipIf(!chromiumPath)('keyboard', () => {
  test.for([
    'home-bypassed',
    'files-saved',
    'models',
    'settings',
    'first-run-hear',
    'models-settings',
    'home-lighter-model',
    'home-app-help',
    'first-run-other-microphone',
    'first-run-app-help',
    'comparison',
    'comparison-blind',
  ])('%s: Tab reaches every control, each shows a ring and is large enough', async (name) => {
    const screen = SCREENS[name];
    if (!screen) throw new Error(`no screen ${name}`);
    const page = await browser.open(screen.stub);
    await screen.act?.(page);
    expect(await tooSmall(page)).toEqual([]);
    expect(await missedByTab(page)).toEqual([]);
  });

  test('a screen reader gets the home page by roles and names', async () => {
    const state = { ...emptyState(), status: ON, ...withLive({ monitor: 'alsa_output.headset' }) };
    const page = await browser.open({ state });
    await page.getByRole('switch').waitFor();
    const named = [
      ['heading', 'Home'],
      ['switch', 'Clean microphone: On – Discord is listening'],
      ['combobox', 'Microphone'],
      ['combobox', 'Model'],
      ['slider', 'Strength'],
      ['button', 'Mute'],
      ['button', 'Test'],
      ['button', 'Bypass'],
      ['region', 'Level'],
      ['meter', 'Before'],
      ['meter', 'After'],
      ['img', 'Spectrogram before and after, 0 to 8 kHz'],
      ['region', 'Live figures'],
      ['region', 'Hear yourself'],
      ['combobox', 'Listen on'],
    ] as const;
    for (const [role, name] of named)
      expect([role, name, await page.getByRole(role, { name, exact: true }).count()]).toEqual([
        role,
        name,
        1,
      ]);
  });

  test('Space switches on and off, and the live region says so', async () => {
    const page = await browser.open();
    const said = page.getByRole('status').first();
    await page.getByRole('switch').waitFor();
    await page.keyboard.press('Space');
    await expect.poll(() => said.textContent()).toBe('On');
    expect(await page.getByRole('switch').getAttribute('aria-checked')).toBe('true');
    await page.keyboard.press('Space');
    await expect.poll(() => said.textContent()).toBe('Off');
    expect(await callsOf(page, 'live:stop')).toHaveLength(1);
  });

  test('Space on a focused control presses that control only', async () => {
    const page = await browser.open();
    await page.getByRole('button', { name: 'Bypass' }).focus();
    await page.keyboard.press('Space');
    await expect.poll(() => callsOf(page, 'settings:change')).toEqual([[{ live: { bypass: true } }]]);
    expect(await callsOf(page, 'live:start')).toEqual([]);
  });

  test('holding B is heard as before, letting go as after', async () => {
    const state = { ...emptyState(), status: ON, ...withLive({ monitor: 'alsa_output.headset' }) };
    const page = await browser.open({ state });
    const hold = page.getByRole('button', { name: /before/i });
    await hold.waitFor();
    await page.keyboard.down('b');
    await expect.poll(() => hold.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.up('b');
    await expect.poll(() => callsOf(page, 'live:hear')).toEqual([['before'], ['after']]);
  });

  test('without headphones B does nothing', async () => {
    const page = await browser.open({ state: { ...emptyState(), status: ON } });
    await page.getByRole('switch').waitFor();
    await page.keyboard.down('b');
    await page.keyboard.up('b');
    expect(await callsOf(page, 'live:hear')).not.toContainEqual(['before']);
  });

  test('on the files page B compares the recording, not the live microphone', async () => {
    const state = { ...emptyState(), files: FILES.slice(0, 1), status: ON };
    const constant = new Float32Array(1600).fill(0.1);
    const sound = asStubSound({ before: constant, after: constant, sampleRate: 16_000 });
    const page = await browser.open({ state, sound });
    await page.getByRole('tab').nth(1).click();
    const before = page.getByRole('button', { name: 'Before', exact: true });
    await before.waitFor();
    expect(await before.getAttribute('aria-pressed')).toBe('false');
    await page.keyboard.down('b');
    await expect.poll(() => before.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.up('b');
    await expect.poll(() => before.getAttribute('aria-pressed')).toBe('false');
    expect(await callsOf(page, 'live:hear')).toEqual([]);
  });

  test('Ctrl+comma opens the settings', async () => {
    const page = await browser.open();
    await page.getByRole('switch').waitFor();
    await page.keyboard.press('Control+,');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
  });

  test('Ctrl+O asks for recordings, queues them and shows the queue', async () => {
    const page = await browser.open({ answers: { 'files:choose': [{ handle: 'a', name: 'talk.wav' }] } });
    await page.getByRole('switch').waitFor();
    await page.keyboard.press('Control+o');
    await page.getByRole('heading', { name: 'Files' }).waitFor();
    expect(await callsOf(page, 'files:denoise')).toEqual([[['a']]]);
  });
});
