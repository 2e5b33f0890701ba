import { SoundRig, type SoundServerKind } from '../../support/sound-rig.js';
import type { SettingsChange } from '../../../src/shared/settings.js';
import { Screen } from './screen.js';
import { StillmicApp, writeSettings } from './stillmic-app.js';

/** A screen, a sound server and the app on them, all private. */
export class Stage {
  private constructor(
    readonly screen: Screen,
    readonly rig: SoundRig,
    public app: StillmicApp,
  ) {}

  /** @param prepare called before the app starts */
  static async set(
    settings: SettingsChange = {},
    prepare?: (rig: SoundRig, screen: Screen) => void | Promise<void>,
    server: SoundServerKind = 'pulseaudio',
  ): Promise<Stage> {
    const screen = await Screen.start();
    const rig = await SoundRig.start(server);
    writeSettings(rig.env, settings);
    await prepare?.(rig, screen);
    return new Stage(screen, rig, await StillmicApp.start({ env: rig.env, display: screen.display }));
  }

  /** Quits the app and starts it again. */
  async restart(): Promise<void> {
    await this.app.quit();
    this.app = await StillmicApp.start({ env: this.rig.env, display: this.screen.display });
  }

  async clear(): Promise<void> {
    await this.app.quit();
    await this.rig.stop();
    await this.screen.stop();
  }
}
