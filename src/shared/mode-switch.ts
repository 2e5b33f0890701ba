import type { LiveMicrophone, LiveSettings } from './live.js';
import { modeOf, settingsOfMode, toggled, type MicrophoneMode } from './mode.js';

/** The choice of the mode, for everybody who offers it: tray, shortcuts, and programs from outside. */
export class ModeSwitch {
  /** @param change applies a change of the settings, and keeps it where settings are kept */
  constructor(
    private readonly live: Pick<LiveMicrophone, 'settings' | 'status' | 'start' | 'stop'>,
    private readonly change: (change: Partial<LiveSettings>) => Promise<void>,
  ) {}

  get isOff(): boolean {
    const { state } = this.live.status;
    return state === 'off' || state === 'failed';
  }

  get mode(): MicrophoneMode {
    return modeOf(this.live.settings, this.isOff);
  }

  /** @throws UserError when it can't be switched on */
  async choose(mode: MicrophoneMode): Promise<void> {
    if (mode === 'off') await this.live.stop();
    else await this.#become(settingsOfMode(mode));
  }

  /** Changes over, as a key does. @throws UserError when it can't be switched on */
  async toggle(what: Exclude<MicrophoneMode, 'off'>): Promise<void> {
    const { isOff, settings } = toggled(what, this.live.settings, this.isOff);
    if (isOff) await this.live.stop();
    else await this.#become(settings);
  }

  /** Changes settings, and only then switches on: a mute is there before the first sound. */
  async #become(settings: Partial<LiveSettings>): Promise<void> {
    await this.change(settings);
    if (this.isOff) await this.live.start();
  }
}
