import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { electronFlags, findElectron, type ElectronRuntime } from '../../../scripts/electron-runtime.mjs';
import type { TestSeam } from '../../../src/main/test-seam.js';
import type { ChosenFile } from '../../../src/shared/chosen-file.js';
import type { PageFile, StillmicBridge } from '../../../src/shared/bridge.js';
import type { Result } from '../../../src/shared/result.js';
import { DEFAULT_SETTINGS, withChange, type SettingsChange } from '../../../src/shared/settings.js';
import type { LiveStats, LiveStatus } from '../../../src/shared/live.js';
import { inEnglish } from '../../../src/words/say.js';
import { putFile } from './drop.js';

const root = resolve(import.meta.dirname, '../../..');

/** The page's globals, as far as these tests use them. */
declare const window: { readonly stillmic: StillmicBridge; lastStatus?: LiveStatus };
declare const stillmicTestSeam: TestSeam;
/** Defined in the page by `putFile`. */
declare const takeFile: () => readonly PageFile[];

let found: ElectronRuntime | undefined;

/** This machine's Electron, looked for once. */
function electronHere(): ElectronRuntime {
  if (!found) {
    found = findElectron();
    console.log(`Electron ${found.version} (${found.origin})`);
  }
  return found;
}

export interface StartOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly display: string;
  readonly args?: readonly string[];
}

/** Path of the app's settings with this environment. */
export const settingsFile = (env: NodeJS.ProcessEnv): string =>
  join(env.XDG_CONFIG_HOME as string, 'Stillmic', 'settings.json');

/** Writes the settings that the app starts with; the first-run steps are done unless said otherwise. */
export function writeSettings(env: NodeJS.ProcessEnv, change: SettingsChange = {}): void {
  mkdirSync(join(env.XDG_CONFIG_HOME as string, 'Stillmic'), { recursive: true });
  const settings = withChange(DEFAULT_SETTINGS, { firstRunDone: true, ...change });
  writeFileSync(settingsFile(env), JSON.stringify(settings));
}

/** Command that starts the built app with this environment. */
export const command = ({ env, display, args = [] }: StartOptions) => {
  if (!existsSync(join(root, 'out/main/index.cjs'))) throw new Error('Not built: npm run build first.');
  return {
    executablePath: electronHere().executable,
    args: [...electronFlags(), root, ...args],
    // A test of the tray itself sets STILLMIC_TRAY to nothing, so that the desktop is asked.
    env: { STILLMIC_TRAY: '1', ...env, DISPLAY: display, STILLMIC_TEST_SEAM: '1' } as Record<string, string>,
  };
};

type PageCall<T, A> = (bridge: StillmicBridge, argument: A) => Promise<Result<T>>;

/** The real app in the real Electron, seen through its window and, for the tray, its test seam. */
export class StillmicApp {
  private constructor(
    readonly electron: ElectronApplication,
    readonly page: Page,
  ) {}

  static start(options: StartOptions): Promise<StillmicApp> {
    return StillmicApp.launch(command(options));
  }

  /** Starts another program that is the app, as `command` gives it. */
  static async launch(program: ReturnType<typeof command>, timeout = 30_000): Promise<StillmicApp> {
    const application = await _electron.launch({ ...program, timeout });
    const app = new StillmicApp(application, await application.firstWindow());
    await app.watch();
    return app;
  }

  /** Keeps what main last said in the page's globals. */
  async watch(): Promise<void> {
    await this.page.waitForLoadState();
    await this.page.evaluate(async () => {
      window.stillmic.live.onStatus((status) => (window.lastStatus = status));
      const status = await window.stillmic.live.status();
      if (status.ok) window.lastStatus ??= status.value;
    });
  }

  /**
   * The value of a call of the preload object.
   *
   * @param argument given to `call`, which runs in the page and sees nothing else of the test
   * @throws Error with the failure's sentence
   */
  async ask<T, A = undefined>(call: PageCall<T, A>, argument?: A): Promise<T> {
    const result = await this.tryTo(call, argument);
    if (!result.ok) throw new Error(inEnglish(result.words));
    return result.value;
  }

  tryTo<T, A = undefined>(call: PageCall<T, A>, argument?: A): Promise<Result<T>> {
    return this.page.evaluate(`(${call.toString()})(window.stillmic, ${JSON.stringify(argument)})`);
  }

  /** A file of this machine as the page gets it when it is dropped: by its handle. */
  async hold(path: string): Promise<ChosenFile> {
    await putFile(this.page, path);
    const [file] = await this.ask((bridge) => bridge.files.hold(takeFile()));
    if (!file) throw new Error('The file has no path.');
    return file;
  }

  /** The next report; undefined when none comes within a second. */
  get stats(): Promise<LiveStats | undefined> {
    return this.page.evaluate(
      () =>
        new Promise((resolve) => {
          const stop = window.stillmic.live.onStats((stats) => give(stats));
          const give = (stats?: LiveStats) => {
            stop();
            resolve(stats);
          };
          setTimeout(give, 1000);
        }),
    );
  }

  get status(): Promise<LiveStatus> {
    return this.page.evaluate(() => window.lastStatus as LiveStatus);
  }

  /** Resolves with the first status that fits. @throws Error when none does in time */
  async untilStatus(fits: (status: LiveStatus) => boolean, timeoutMs = 30_000): Promise<LiveStatus> {
    for (const deadline = Date.now() + timeoutMs; ; await this.page.waitForTimeout(50)) {
      const status = await this.status;
      if (fits(status)) return status;
      if (Date.now() > deadline) throw new Error(`Not so in time: ${JSON.stringify(status)}`);
    }
  }

  /** Labels of the tray's menu, with those of a submenu under its own. */
  trayMenu(): Promise<{ label: string; checked: boolean; items: { label: string; checked: boolean }[] }[]> {
    return this.electron.evaluate(() =>
      (stillmicTestSeam.trayMenu()?.items ?? []).map(({ label, checked, submenu }) => ({
        label,
        checked,
        items: (submenu?.items ?? []).map((item) => ({ label: item.label, checked: item.checked })),
      })),
    );
  }

  /** Presses an item of the tray's menu, by the labels that lead to it. */
  async pressTray(...path: string[]): Promise<void> {
    await this.electron.evaluate((_electron, labels) => {
      let items = stillmicTestSeam.trayMenu()?.items ?? [];
      for (const [depth, label] of labels.entries()) {
        const item = items.find((candidate) => candidate.label === label);
        if (!item) throw new Error(`The tray has no “${label}”.`);
        if (depth === labels.length - 1) item.click();
        items = item.submenu?.items ?? [];
      }
    }, path);
  }

  /** Ids of the engine processes, by the name that Electron gives them. */
  engineProcessIds(): Promise<number[]> {
    return this.electron.evaluate(({ app }) =>
      app
        .getAppMetrics()
        .filter(({ serviceName, name }) => `${serviceName} ${name}`.includes('Stillmic engine'))
        .map(({ pid }) => pid),
    );
  }

  /** Quits it as its user does, and waits for its end. */
  async quit(): Promise<void> {
    await this.electron.close();
  }
}
