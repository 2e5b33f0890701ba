import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { naudiodonForWindows } from '../../../scripts/windows/naudiodon.mjs';
import { Screen } from '../../e2e/support/screen.js';
import { APP, PREFIX, RUNNER, windowsEnvironment, withoutWine } from './wine.js';
import { DEVICE_GUIDS, registryOf } from './wine-devices.js';

const root = resolve(import.meta.dirname, '../../..');
const modules = join(root, 'node_modules');

/** Tahoma, without which Chromium's main thread dies of a stack overflow as it makes its first window. */
const FONTS = '/usr/share/wine/fonts';
const TAHOMA = { 'Tahoma (TrueType)': 'tahoma.ttf', 'Tahoma Bold (TrueType)': 'tahomabd.ttf' };

/** Libraries of ONNX Runtime that only its DirectML needs. */
const UNUSED = /(DirectML|dxcompiler|dxil)\.dll$/;

const sha256 = (...texts: (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text);
  return hash.digest('hex');
};

/** Calls `make` unless it was called with this state before. */
function onceFor(stamp: string, state: string, make: () => void): void {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  rmSync(stamp, { force: true });
  make();
  writeFileSync(stamp, state);
}

function makeRunner(): void {
  const source = join(import.meta.dirname, 'run-windows.cc');
  onceFor(`${RUNNER}.stamp`, sha256(readFileSync(source)), () => {
    const options = ['-std=gnu++17', '-O2', '-s', '-static', '-municode'];
    execFileSync('x86_64-w64-mingw32-g++', [...options, '-o', RUNNER, source]);
  });
}

const wine = (env: NodeJS.ProcessEnv, ...args: string[]): void =>
  void execFileSync('wine', args, { env, stdio: 'ignore' });
const endWine = (env: NodeJS.ProcessEnv, how: '-k' | '-w'): void => {
  try {
    execFileSync('wineserver', [how], { env, stdio: 'ignore' });
  } catch {
    // None runs.
  }
};

/** A Windows 10 with Tahoma, and sound devices of known ids, of which the rig's microphone is the default. */
function makePrefix(env: NodeJS.ProcessEnv): void {
  const values = Object.entries(TAHOMA).map(([name, file]) => `"${name}"="${file}"`);
  const registry = [
    'Windows Registry Editor Version 5.00',
    '',
    '[HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Fonts]',
    ...values,
    '',
    ...registryOf(DEVICE_GUIDS),
  ].join('\r\n');
  onceFor(join(dirname(PREFIX), 'prefix.stamp'), sha256(registry), () => {
    rmSync(PREFIX, { recursive: true, force: true });
    wine(env, 'wineboot', '--init');
    for (const file of Object.values(TAHOMA))
      copyFileSync(join(FONTS, file), join(PREFIX, 'drive_c/windows/Fonts', file));
    // Node needs Windows 10; Wine 8 starts as Windows 7.
    wine(env, 'winecfg', '-v', 'win10');
    const file = join(dirname(PREFIX), 'devices.reg');
    writeFileSync(file, `\ufeff${registry}`, 'utf16le');
    wine(env, 'regedit', '/S', file);
    endWine(env, '-w');
  });
}

/** The build with the modules that it loads on Windows, as a package holds them. */
function copyApp(): void {
  const addon = naudiodonForWindows();
  const onnxruntime = 'onnxruntime-node/bin/napi-v6/win32/x64';
  const state = sha256(addon, readFileSync(join(root, 'package-lock.json')));
  onceFor(join(dirname(APP), 'modules.stamp'), state, () => {
    const target = join(APP, 'node_modules');
    rmSync(target, { recursive: true, force: true });
    const copy = (path: string): void =>
      cpSync(join(modules, path), join(target, path), {
        recursive: true,
        filter: (file) => !UNUSED.test(file),
      });
    for (const path of ['package.json', 'dist']) copy(`onnxruntime-node/${path}`);
    copy(onnxruntime);
    copy('onnxruntime-common');
    for (const path of ['package.json', 'index.js']) copy(`naudiodon/${path}`);
    cpSync(addon, join(target, 'naudiodon/build/Release'), { recursive: true });
  });
  for (const path of ['out', 'assets', 'package.json']) {
    rmSync(join(APP, path), { recursive: true, force: true });
    cpSync(join(root, path), join(APP, path), { recursive: true });
  }
}

/** Makes Windows and the app in it, once for all tests; Wine ends with them. */
export default async function setUp(): Promise<() => Promise<void>> {
  if (withoutWine) return async () => undefined;
  if (!existsSync(join(root, 'out/main/cli.cjs'))) throw new Error('Not built: npm run build first.');
  mkdirSync(dirname(PREFIX), { recursive: true });
  const screen = await Screen.start();
  process.env['STILLMIC_WINE_DISPLAY'] = screen.display;
  const env = windowsEnvironment(process.env);
  // One that an aborted run left would show windows on a screen that is gone.
  endWine(env, '-k');
  makeRunner();
  makePrefix(env);
  copyApp();
  return async () => {
    endWine(env, '-k');
    await screen.stop();
  };
}
