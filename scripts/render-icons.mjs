// Draws the app's and the tray's icons into assets/ (needs a Chromium: CHROMIUM names it, else `chromium`).
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const assets = join(dirname(fileURLToPath(import.meta.url)), '..', 'assets');

const accent = '#12a58a';
const accentDark = '#0b6e5e';
const failure = '#e5484d';
const grey = '#8b9599';

/** A microphone in a box of 24 × 24. */
const microphone = (colour, { filled }) => `
  <rect x="8.5" y="2.5" width="7" height="12" rx="3.5" fill="${filled ? colour : 'none'}" stroke="${colour}" stroke-width="2"/>
  <path d="M5 11.5 a7 7 0 0 0 14 0 M12 18.5 v3 M8.5 21.5 h7" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round"/>`;

/** Noise that comes in from the left leaves as a calm line on the right. */
const app = `
  <defs><linearGradient id="ground" x1="0" y1="0" x2="0" y2="1">
    <stop offset="0" stop-color="${accent}"/><stop offset="1" stop-color="${accentDark}"/>
  </linearGradient></defs>
  <rect x="1" y="1" width="22" height="22" rx="5.5" fill="url(#ground)"/>
  <path d="M2.6 12 l1 -2.6 l1 5.4 l1 -4.4 l0.9 3 l0.6 -1.4" fill="none" stroke="#ffffff" stroke-opacity="0.75" stroke-width="0.7" stroke-linejoin="round" stroke-linecap="round"/>
  <path d="M16.9 12 q1.1 -0.8 2.2 0 t2.2 0" fill="none" stroke="#ffffff" stroke-opacity="0.9" stroke-width="0.9" stroke-linecap="round"/>
  <g transform="translate(3.6 3.6) scale(0.7)">${microphone('#ffffff', { filled: true })}</g>`;

const badge = (colour, mark = '') => `<circle cx="18.5" cy="5.5" r="4.5" fill="${colour}"/>${mark}`;

const tray = {
  off: `${microphone(grey, { filled: false })}<path d="M4 3 L20 21" stroke="${grey}" stroke-width="2" stroke-linecap="round"/>`,
  on: microphone(accent, { filled: true }),
  recording: microphone(accent, { filled: true }) + badge(failure),
  bypass:
    microphone(grey, { filled: true }) +
    badge(accent, '<path d="M16.3 5.5 h4.4" stroke="#fff" stroke-width="1.6"/>'),
  mute:
    microphone(failure, { filled: true }) +
    `<path d="M4 3 L20 21" stroke="#ffffff" stroke-width="4.5" stroke-linecap="round"/><path d="M4 3 L20 21" stroke="${failure}" stroke-width="2" stroke-linecap="round"/>`,
  problem:
    microphone(grey, { filled: false }) +
    badge(failure, '<path d="M18.5 2.9 v3.2 M18.5 7.6 v0.6" stroke="#fff" stroke-width="1.5"/>'),
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();

async function render(drawing, size, ...place) {
  const path = join(assets, ...place);
  mkdirSync(dirname(path), { recursive: true });
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0}svg{display:block}</style>
     <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="${size}" height="${size}">${drawing}</svg>`,
  );
  await page.screenshot({ path, omitBackground: true });
}

for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024])
  await render(app, size, 'icons', `${size}x${size}.png`);
for (const [name, drawing] of Object.entries(tray)) {
  await render(drawing, 22, 'tray', `${name}.png`);
  await render(drawing, 44, 'tray', `${name}@2x.png`);
}
await browser.close();
