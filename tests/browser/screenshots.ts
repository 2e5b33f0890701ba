import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { LANGUAGES, nameOf } from '../../src/words/languages.js';
import { chromiumPath, useBrowser } from './support/browser.js';
import { SCREENS } from './support/screens.js';
import { asStubSound, makeSound, reportsOf } from './support/sound.js';
import type { StubReport, StubSound } from './support/stub-bridge.js';

/** `npm run screenshots` writes the pictures of docs/screenshots anew: each screen in each language. */
const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../../docs/screenshots');

/** Screens of the documents, with their theme. The browser tests picture every state, under out/screenshots. */
const SHOWN = {
  'first-run-microphone': 'light',
  'first-run-hear': 'light',
  'first-run-app-help': 'light',
  'home-off': 'light',
  'home-on': 'dark',
  'home-silent': 'light',
  'microphone-test': 'dark',
  comparison: 'light',
  'comparison-blind': 'dark',
  files: 'dark',
  models: 'light',
  settings: 'light',
} as const satisfies Record<string, 'light' | 'dark'>;

/** Long enough for React, the layout and any motion. */
const SETTLED_MS = 300;
const QUALITY = 0.82;

const browser = useBrowser();
let fixture: { reports: StubReport[]; sound: StubSound };

beforeAll(async () => {
  if (!chromiumPath) throw new Error('Chromium is needed: apt-get install chromium');
  const sound = await makeSound();
  fixture = { reports: reportsOf(sound), sound: asStubSound(sound) };
  mkdirSync(FOLDER, { recursive: true });
  for (const name of readdirSync(FOLDER)) if (name.endsWith('.webp')) rmSync(join(FOLDER, name));
});

/** A picture as WebP, a third as large as PNG: the browser has the encoder. */
async function webp(page: Page, png: Buffer): Promise<Buffer> {
  const blank = await page.context().newPage();
  try {
    const encoded = await blank.evaluate(
      async ([picture, quality]) => {
        const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
        const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
        let text = '';
        for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte);
        return btoa(text);
      },
      [png.toString('base64'), QUALITY] as const,
    );
    return Buffer.from(encoded, 'base64');
  } finally {
    await blank.close();
  }
}

test.for(Object.entries(SHOWN))('%s', async ([name, theme], { onTestFinished }) => {
  const screen = SCREENS[name];
  if (!screen) throw new Error(`There is no screen ${name}.`);
  const page = await browser.open({ ...fixture, ...screen.stub, theme, onFinished: onTestFinished });
  await screen.act?.(page);
  for (const language of LANGUAGES) {
    const settings = { ...screen.stub.state.settings, language };
    await page.evaluate((change) => window.stub.become(change), { settings });
    await page.waitForTimeout(SETTLED_MS);
    const picture = await webp(page, await page.screenshot({ animations: 'disabled' }));
    expect(picture.subarray(8, 12).toString()).toBe('WEBP');
    writeFileSync(join(FOLDER, `${name}.${language}.webp`), picture);
  }
});

test('the page that shows them', () => {
  const head = `| | ${LANGUAGES.map(nameOf).join(' | ')} |\n|---|${'---|'.repeat(LANGUAGES.length)}`;
  const rows = Object.keys(SHOWN).map(
    (name) => `| ${name} | ${LANGUAGES.map((language) => `![](${name}.${language}.webp)`).join(' | ')} |`,
  );
  writeFileSync(
    join(FOLDER, 'README.md'),
    `# Screenshots\n\n\`app.png\` is the real app on a private sound server, cleaning a noisy recording: its figures are measured. \`npm run screenshots\` renders the others over a stub bridge, to show states in every language; the figures in them are examples.\n\n<!-- prettier-ignore -->\n${head}\n${rows.join('\n')}\n`,
  );
});
