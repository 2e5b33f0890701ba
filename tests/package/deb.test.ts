import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronFlags } from '../../scripts/electron-runtime.mjs';
import { Screen } from '../e2e/support/screen.js';
import { writeSettings } from '../e2e/support/stillmic-app.js';
import { stillmic as fromClone } from '../support/cli.js';
import { quietNoise } from '../support/signals.js';
import { RIG_RATE, SoundRig } from '../support/sound-rig.js';

const dist = resolve(import.meta.dirname, '../../dist');
const PATIENCE_MS = 60_000;

const demo = resolve(import.meta.dirname, '../../assets/demo/noisy-speech.wav');

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

describe('the command line that it brings', () => {
  const command = () => join(root, 'opt/Stillmic/bin/stillmic');
  /** As on a server, or over ssh. */
  const withoutScreen = (env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv => {
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...rest } = env;
    return rest;
  };
  const stillmic = (args: readonly string[], env = withoutScreen()) =>
    spawnSync(command(), args, { env, encoding: 'utf8' });

  it('is in PATH, with its manual and completions', () => {
    expect(readlinkSync(join(root, 'usr/bin/stillmic'))).toBe('/opt/Stillmic/bin/stillmic');
    const share = (name: string) => readFileSync(join(root, 'usr/share', name));
    expect(gunzipSync(share('man/man1/stillmic.1.gz')).toString()).toContain('.SS denoise');
    expect(share('bash-completion/completions/stillmic').toString()).toContain(
      'complete -F _stillmic stillmic',
    );
    expect(share('zsh/vendor-completions/_stillmic').toString()).toMatch(/^#compdef stillmic\n/);
    expect(share('fish/vendor_completions.d/stillmic.fish').toString()).toContain('complete -c stillmic -f');
  });

  it('cleans a recording without a screen, as a clone’s does', async () => {
    const [ours, clones] = ['ours.wav', 'clones.wav'].map((name) => join(root, name)) as [string, string];
    expect(stillmic(['denoise', demo, '-o', ours])).toMatchObject({ status: 0, stderr: '' });
    expect(await fromClone(['denoise', demo, '-o', clones])).toMatchObject({ code: 0 });
    expect(readFileSync(ours).equals(readFileSync(clones))).toBe(true);
  });

  it('writes FLAC, whose encoder is a file of its own', () => {
    const file = join(root, 'clean.flac');
    expect(stillmic(['denoise', demo, '-o', file])).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(file).subarray(0, 4).toString()).toBe('fLaC');
  });

  it('ends with the exit codes of the command line, and needs a screen for the app only', () => {
    expect(stillmic(['models', 'list']).stdout).toContain('fastenhancer-t-vd');
    expect(stillmic(['denoise', 'nothing.wav'])).toMatchObject({ status: 1 });
    expect(stillmic(['nonsense'])).toMatchObject({ status: 2 });
    expect(stillmic([])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('stillmic --help') as string,
    });
  });

  it('runs the virtual microphone, is asked, and ends without a trace', async () => {
    const rig = await SoundRig.start('pulseaudio');
    try {
      const env = withoutScreen(rig.env);
      const before = await rig.pactl('list', 'short', 'modules');
      expect(stillmic(['status'], env)).toMatchObject({ status: 3 });
      const run = spawn(command(), ['run'], { env, stdio: 'ignore' });
      const exit = once(run, 'exit');
      await expect
        .poll(() => stillmic(['status', '--json'], env).stdout, { timeout: PATIENCE_MS })
        .toMatch(/"state":"(running|idle)"/);
      run.kill('SIGINT');
      expect((await exit)[0]).toBe(0);
      expect(await rig.pactl('list', 'short', 'modules')).toBe(before);
    } finally {
      await rig.stop();
    }
  });
});
