import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { electronFlags } from '../../scripts/electron-runtime.mjs';
import { Screen } from '../e2e/support/screen.js';
import { writeSettings } from '../e2e/support/stillmic-app.js';
import { quietNoise } from '../support/signals.js';
import { RIG_RATE, SoundRig } from '../support/sound-rig.js';

const dist = resolve(import.meta.dirname, '../../dist');
const PATIENCE_MS = 60_000;

let root: string;
let deb: string;

beforeAll(() => {
  const name = readdirSync(dist).find((file) => file.endsWith('.deb'));
  if (!name) throw new Error('There is no deb: npm run package makes it.');
  deb = join(dist, name);
  root = mkdtempSync(join(tmpdir(), 'stillmic-root-'));
  execFileSync('dpkg-deb', ['-x', deb, root]);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('names the package, what it needs and its place in the menu', () => {
  const field = (name: string) => execFileSync('dpkg-deb', ['-f', deb, name]).toString().trim();
  expect(field('Package')).toBe('stillmic');
  expect(field('Depends')).toContain('pulseaudio-utils');
  expect(field('Recommends')).toContain('libasound2-plugins');
  const entry = readFileSync(join(root, 'usr/share/applications/stillmic.desktop'), 'utf8');
  expect(entry).toContain('Exec=/opt/Stillmic/stillmic');
  expect(entry).toMatch(/^Categories=AudioVideo;Audio;$/m);
  expect(existsSync(join(root, 'usr/share/icons/hicolor/256x256/apps/stillmic.png'))).toBe(true);
});

it('holds only this platform’s ONNX Runtime, and the notices of what is inside', () => {
  const resources = join(root, 'opt/Stillmic/resources/app.asar.unpacked');
  const runtimes = readdirSync(join(resources, 'node_modules/onnxruntime-node/bin/napi-v6'));
  expect(runtimes).toEqual([process.platform]);
  expect(existsSync(join(resources, 'out/models/NOTICES.md'))).toBe(true);
});

it('starts from its place, becomes a microphone and leaves nothing behind', async () => {
  const screen = await Screen.start();
  const rig = await SoundRig.start('pulseaudio');
  try {
    writeSettings(rig.env, { denoiseAtStart: true, live: { bypass: true, pauseWhenIdle: false } });
    const before = await rig.pactl('list', 'short', 'modules');
    const app = spawn(join(root, 'opt/Stillmic/stillmic'), electronFlags(), {
      env: { ...rig.env, DISPLAY: screen.display, STILLMIC_TRAY: '1' },
      stdio: 'ignore',
    });
    const exit = once(app, 'exit');
    const playback = rig.play(quietNoise(90 * RIG_RATE));
    const loudness = async () => {
      const { samples } = await rig.record('stillmic', 2).catch(() => ({ samples: new Float32Array(1) }));
      return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    };
    await expect.poll(loudness, { timeout: PATIENCE_MS }).toBeGreaterThan(0.05);
    await playback.stop();
    app.kill('SIGTERM');
    await exit;
    expect(await rig.pactl('list', 'short', 'modules')).toBe(before);
  } finally {
    await rig.stop();
    await screen.stop();
  }
});
