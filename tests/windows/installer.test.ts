import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../package.json';
import { VISUAL_C_FILES } from '../../scripts/windows/runtimes.mjs';
import { temporaryFolder } from '../support/temporary-folder.js';
import { writeWindowsSettings } from './support/windows-app.js';
import { windowsStage } from './support/windows-stage.js';
import { WindowsProgram } from './support/windows-program.js';
import { USER_FOLDER } from './support/user-data.js';
import { toWindows, windowsEnvironment, withoutWine } from './support/wine.js';

const root = resolve(import.meta.dirname, '../..');
const setup = join(
  root,
  'node_modules/.cache/stillmic/package/for-wine',
  `Stillmic-${version}-windows-x64-setup.exe`,
);
const demo = join(root, 'assets/demo/noisy-speech.wav');

const LOCAL = join(USER_FOLDER, 'AppData/Local');
const HOME = join(LOCAL, 'Programs/Stillmic');
const IN_PATH = join(LOCAL, 'Microsoft/WindowsApps/stillmic.cmd');
const SHORTCUT = join(USER_FOLDER, 'AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Stillmic.lnk');
const RUN_KEY = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Run`;
const APP_ID = 'app.stillmic.Stillmic';
const KEYS = [
  String.raw`HKCU\Software\Stillmic`,
  String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Stillmic`,
];
/** A port of this machine that Chromium answers on. */
const DEBUG_PORT = 9377;
const PATIENCE_MS = 60_000;

const wine = (...args: string[]): string =>
  execFileSync('wine', args, { env: windowsEnvironment(process.env), encoding: 'utf8', stdio: 'pipe' });
const isInRegistry = (...query: string[]): boolean => {
  try {
    wine('reg', 'query', ...query);
    return true;
  } catch {
    return false;
  }
};

/** Titles of the pages that the running app shows. */
const pages = async (): Promise<string[]> => {
  const list = await fetch(`http://127.0.0.1:${DEBUG_PORT}/json/list`).then((answer) => answer.json());
  return (list as { title: string; type: string }[])
    .filter(({ type }) => type === 'page')
    .map(({ title }) => title);
};

/** Drive C's way to a file in Wine's folder: the installer writes these. */
const onDriveC = (path: string): string =>
  path.slice(path.indexOf('drive_c')).replace('drive_c', 'C:').replaceAll('/', '\\');

describe.skipIf(withoutWine)('the installer', () => {
  const stage = windowsStage();

  beforeAll(() => {
    const built = statSync(join(root, 'out/main/cli.cjs')).mtimeMs;
    if (!existsSync(setup) || statSync(setup).mtimeMs < built)
      execFileSync(process.execPath, ['scripts/package.mjs', '--for-wine'], {
        cwd: root,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    rmSync(HOME, { recursive: true, force: true });
  }, 300_000);

  const run = (...command: string[]) => new WindowsProgram(command, { env: stage.now.rig.env });
  const install = async () => expect(await run(toWindows(setup), '/S').ended()).toMatchObject({ code: 0 });
  /** The app as the start menu starts it, and where it can be asked; Wine has no sandbox and no graphics processor. */
  const open = async () => {
    const app = run(
      onDriveC(join(HOME, 'stillmic.exe')),
      ...['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${DEBUG_PORT}`],
    );
    await expect.poll(() => pages().catch(() => []), { timeout: PATIENCE_MS }).toContain('Stillmic');
    return app;
  };
  /** The command line as somebody types it into a console. */
  const type = (...args: string[]) =>
    new WindowsProgram(['cmd', '/d', '/c', onDriveC(IN_PATH), ...args], {
      env: stage.now.rig.env,
      brought: VISUAL_C_FILES.map((name) => name.replace('.dll', '')),
    }).ended();

  it('installs, is upgraded while the app runs, and leaves nothing when it is removed', async () => {
    await install();
    const files = readdirSync(HOME, { recursive: true }).sort();
    expect(files).toContain('stillmic.exe');
    expect(readFileSync(SHORTCUT).includes(Buffer.from('stillmic.exe', 'utf16le'))).toBe(true);
    expect(KEYS.filter((key) => !isInRegistry(key))).toEqual([]);

    // The command line, with the Visual C++ runtime of the package.
    const clean = join(temporaryFolder(), 'clean.wav');
    expect(await type('denoise', toWindows(demo), '-o', toWindows(clean))).toMatchObject({ code: 0 });
    expect(statSync(clean).size).toBe(statSync(demo).size);
    expect(await type('status')).toMatchObject({ code: 3 });

    // The app, then a newer version over it.
    writeWindowsSettings();
    wine('reg', 'add', RUN_KEY, '/v', APP_ID, '/d', 'stillmic.exe', '/f');
    const first = await open();
    expect((await type('status', '--json')).stdout).toContain('"mode":"off"');
    await install();
    expect(await first.ended()).toMatchObject({ code: 0 });
    expect(readdirSync(HOME, { recursive: true }).sort()).toEqual(files);
    expect(isInRegistry(RUN_KEY, '/v', APP_ID)).toBe(true);

    // Its end.
    const second = await open();
    const own = join(HOME, 'mine.txt');
    writeFileSync(own, 'not Stillmic’s');
    await run(onDriveC(join(HOME, 'uninstall.exe')), '/S').ended();
    // The uninstaller goes on as a copy of itself.
    await expect.poll(() => existsSync(IN_PATH), { timeout: PATIENCE_MS }).toBe(false);
    await expect.poll(() => isInRegistry(KEYS[0] as string), { timeout: PATIENCE_MS }).toBe(false);
    expect(await second.ended()).toMatchObject({ code: 0 });
    expect(readdirSync(HOME)).toEqual(['mine.txt']);
    expect(existsSync(SHORTCUT)).toBe(false);
    expect(KEYS.filter((key) => isInRegistry(key))).toEqual([]);
    expect(isInRegistry(RUN_KEY, '/v', APP_ID)).toBe(false);
    rmSync(HOME, { recursive: true });
  }, 300_000);
});
