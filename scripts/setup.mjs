// Installs everything that `npm start` and `npm test` need. Plain Node: no package is installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Debian packages by what they are for; `a|b` means the first that this release has. */
export const debianPackages = {
  // naudiodon is compiled at installation.
  build: ['g++', 'make', 'python3'],
  // Our ALSA devices are Pulse devices, and the virtual microphone is made with pactl.
  run: ['libasound2t64|libasound2', 'libasound2-plugins', 'pulseaudio-utils'],
  window: ['libnss3', 'libgtk-3-0t64|libgtk-3-0', 'libgbm1', 'libsecret-1-0', 'libxss1', 'python3-pip'],
  // naudiodon's addon, Electron's folder and the installer for Windows, made on Linux.
  windowsPackage: ['g++-mingw-w64-x86-64', 'nsis', 'p7zip-full', 'python3-pip'],
  wine: ['wine', 'wine64', 'fonts-wine'],
  test: [
    'ffmpeg',
    'pulseaudio',
    'pipewire',
    'pipewire-bin',
    'pipewire-pulse',
    'wireplumber',
    'libspa-0.2-modules',
    'dbus',
    'polkitd|policykit-1',
    'rtkit',
    'dbus-tests',
    'iproute2',
    'dunst',
    'blackbox',
    'xdotool',
    'x11-utils',
    'chromium',
    'xvfb',
    'xauth',
    'sox',
    'libsox-fmt-all',
    'opus-tools',
    // Completions and the manual are tried with these.
    'zsh',
    'fish',
    'mandoc',
  ],
};

const say = (line) => process.stderr.write(`${line}\n`);

const succeeds = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** npm through its own script where npm started us, so that no shell is needed on Windows. */
function npm(args, options = {}) {
  const script = process.env.npm_execpath;
  const [command, prefix] = script?.endsWith('js') ? [process.execPath, [script]] : ['npm', []];
  return spawnSync(command, [...prefix, ...args], { cwd: root, stdio: 'inherit', ...options }).status ?? 1;
}

function npmOrExit(args, options) {
  const status = npm(args, options);
  if (status === 0) return;
  say(`npm ${args.join(' ')} ended with ${status}.`);
  process.exit(status);
}

const output = (command, args) =>
  spawnSync(command, args, { env: { ...process.env, LC_ALL: 'C' } }).stdout?.toString() ?? '';

const isInstalled = (name) => output('dpkg-query', ['-W', '-f', '${Status}', name]).endsWith('ok installed');

const isKnownToApt = (name) => /^ {2}Candidate: (?!\(none\))/m.test(output('apt-cache', ['policy', name]));

/**
 * Installs the missing Debian packages of these groups: by apt when root or with sudo that asks no password,
 * else it prints the command to type. Does nothing on a system without dpkg.
 * @param {(keyof typeof debianPackages)[]} groups
 * @param {{ required: boolean }} options whether to stop when they can't be installed
 */
export function ensureDebianPackages(groups, { required }) {
  if (process.platform !== 'linux' || !succeeds('dpkg-query', ['--version'])) return;
  const missing = groups
    .flatMap((group) => debianPackages[group])
    .map((entry) => entry.split('|'))
    .filter((names) => !names.some(isInstalled));
  if (missing.length === 0) return;
  const sudo = process.getuid() === 0 ? [] : succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n'] : null;
  const apt = (...args) => {
    const [command, ...rest] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args];
    return spawnSync(command, rest, { stdio: ['ignore', 2, 2] }).status === 0;
  };
  if (sudo && !missing.every((names) => names.some(isKnownToApt))) apt('update');
  const names = missing.map((choices) => choices.find(isKnownToApt) ?? choices.at(-1));
  if (sudo) {
    say(`Installing the Debian packages ${names.join(' ')}`);
    const install = ['install', '-y', '--no-install-recommends', ...names];
    if (apt(...install) || (apt('update') && apt(...install))) return;
  }
  say(`Debian packages are missing. Please type:\n  sudo apt-get install ${names.join(' ')}`);
  if (required) process.exit(1);
}

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
const lockStamp = join(root, 'node_modules', '.stillmic-lock');

/** `npm ci`, when node_modules is not what package-lock.json asks for. */
export function ensureNpmPackages() {
  if (existsSync(lockStamp) && readFileSync(lockStamp, 'utf8') === lockHash()) return;
  say('Installing the npm packages');
  const env = {
    ...process.env,
    // npm 11 reads allowScripts in package.json; npm 10 is told here not to fetch CUDA libraries.
    npm_config_onnxruntime_node_install: 'skip',
    // A moved copy of naudiodon must find the PortAudio beside it.
    LDFLAGS: `${process.env.LDFLAGS ?? ''} -Wl,-rpath,\\$$ORIGIN`.trim(),
  };
  npmOrExit(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { env, stdio: ['ignore', 2, 2] });
  writeFileSync(lockStamp, lockHash());
}

const sources = ['src', 'assets', 'scripts', 'package.json', 'package-lock.json', 'electron.vite.config.ts'];

function newestChange(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

/** `npm run build`, when a source is newer than the last build. */
export function ensureBuilt() {
  const stamp = join(root, 'out', '.built');
  const changed = Math.max(
    ...sources
      .map((path) => join(root, path))
      .filter(existsSync)
      .map(newestChange),
  );
  if (existsSync(stamp) && statSync(stamp).mtimeMs > changed) return;
  say('Building');
  npmOrExit(['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 2] });
  writeFileSync(stamp, '');
}

/** Runs an npm script with everything it prints shown; gives whether it passed. */
export const passes = (script, args = []) => npm(['run', '--silent', script, '--', ...args]) === 0;
