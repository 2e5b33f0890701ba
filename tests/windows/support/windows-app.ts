import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronOfWheel } from '../../../scripts/electron-runtime.mjs';
import { DEFAULT_SETTINGS, withChange, type SettingsChange } from '../../../src/shared/settings.js';
import { StillmicApp } from '../../e2e/support/stillmic-app.js';
import { USER_FOLDER } from './user-data.js';
import { APP, RUNNER, toWindows, windowsEnvironment } from './wine.js';

/** Wine loads more slowly than Windows. */
const START_LIMIT_MS = 60_000;

/** Writes the settings that the app starts with; the first-run steps are done. */
export function writeWindowsSettings(change: SettingsChange = {}): void {
  const folder = join(USER_FOLDER, 'AppData', 'Roaming', 'Stillmic');
  mkdirSync(folder, { recursive: true });
  const settings = withChange(DEFAULT_SETTINGS, { firstRunDone: true, ...change });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
}

/**
 * Command that starts the app in Electron for Windows.
 *
 * @param env of the sound server's clients
 */
export const windowsAppCommand = (env: NodeJS.ProcessEnv, ...args: string[]) => ({
  executablePath: join(import.meta.dirname, 'electron-in-wine.sh'),
  args: [toWindows(APP), ...args],
  env: {
    ...windowsEnvironment(env),
    STILLMIC_TEST_SEAM: '1',
    STILLMIC_WINE_RUNNER: RUNNER,
    STILLMIC_WINE_ELECTRON: toWindows(electronOfWheel('win32').executable),
  } as Record<string, string>,
});

export const startOnWindows = (env: NodeJS.ProcessEnv): Promise<StillmicApp> =>
  StillmicApp.launch(windowsAppCommand(env), START_LIMIT_MS);
