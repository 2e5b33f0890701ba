import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** Everything that is made for these tests, outside the sources. */
const CACHE = join(root, 'node_modules', '.cache', 'stillmic', 'wine');
/** Wine's own folder: registry, drive C. */
export const PREFIX = join(CACHE, 'prefix');
/** Copy of the built app with Windows' native modules. */
export const APP = join(CACHE, 'app');
/** Program that runs a Windows program for us: run-windows.cc. */
export const RUNNER = join(CACHE, 'run-windows.exe');

const runs = (command: string): boolean =>
  spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

/** Whether Windows programs can't be run here; says so once. For `describe.skipIf(withoutWine)`. */
export const withoutWine =
  process.platform !== 'linux' ||
  process.arch !== 'x64' ||
  !['wine', 'wineserver', 'x86_64-w64-mingw32-g++'].every(runs);
if (withoutWine)
  console.warn('Skipped: Wine is not here (apt-get install wine wine64 fonts-wine g++-mingw-w64-x86-64).');

/** Path of a file of this machine as Windows programs know it. */
export const toWindows = (path: string): string => `Z:${resolve(path).replaceAll('/', '\\')}`;

/** Variables of a Unix session that programs on Windows don't have, or that Wine sets itself. */
const UNIX_ONLY = /^(XDG_|TMPDIR$|LD_|NODE_OPTIONS$|VITEST|npm_|WINE)/;

/**
 * Environment of a Windows program.
 *
 * @param env     that of a sound server's clients
 * @param missing libraries of Windows, without their ending, that are not there
 * @param brought libraries that Wine has, but the program must bring itself
 */
export function windowsEnvironment(
  env: NodeJS.ProcessEnv,
  missing: readonly string[] = [],
  brought: readonly string[] = [],
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !UNIX_ONLY.test(name));
  return {
    ...Object.fromEntries(kept),
    // File names are UTF-8.
    LC_ALL: 'C.UTF-8',
    WINEPREFIX: PREFIX,
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    // Neither .NET nor a browser is asked for at the first start.
    WINEDLLOVERRIDES: [
      ...['mscoree', 'mshtml', ...missing].map((name) => `${name}=`),
      ...brought.map((name) => `${name}=n`),
    ].join(';'),
    // All programs of a prefix share one desktop, so it is the same screen for all tests.
    DISPLAY: process.env['STILLMIC_WINE_DISPLAY'] ?? '',
  };
}
