import { deviceNamed } from '../shared/device-named.js';
import type { LiveMicrophone, LiveSettings, Unsubscribe } from '../shared/live.js';
import { isSilent, modeOf, settingsOfMode, toggled, type MicrophoneMode } from '../shared/mode.js';
import { HeldByPrograms } from './held-by-programs.js';
import { inEnglish } from '../words/say.js';
import type { ControlRequest, ControlStatus } from './protocol.js';
import type { ControlClient, Controlled } from './server.js';

/** Program that offers the control, and its way to change settings. */
export interface ControlledOptions {
  readonly program: ControlStatus['program'];
  /** Applies a change of the settings, and keeps it where settings are kept. */
  change(change: Partial<LiveSettings>): Promise<void>;
}

/** The live microphone, as it is controlled from outside. */
export class ControlledMicrophone implements Controlled {
  readonly #held: HeldByPrograms;

  constructor(
    private readonly live: LiveMicrophone,
    private readonly options: ControlledOptions,
  ) {
    this.#held = new HeldByPrograms({
      hold: (key, isHeld) => live.hold(`program: ${key}`, isHeld ? key : null),
      mute: () => options.change({ muted: true }),
    });
  }

  get status(): ControlStatus {
    const { status, settings } = this.live;
    return {
      version: 1,
      program: this.options.program,
      processId: process.pid,
      mode: this.#mode,
      state: status.state,
      muted: !this.#isOff && isSilent(settings.muted, status.heldKey ?? null),
      held: status.heldKey ?? null,
      reason: status.reason && inEnglish(status.reason),
      microphone: { name: settings.microphone, label: status.microphoneLabel },
      virtualMicrophone: status.virtualMicrophoneLabel,
      listeners: status.listeners,
      model: { chosen: settings.modelId, active: status.activeModelId },
      strength: settings.strength,
      headphones: settings.monitor,
    };
  }

  onStatus(listener: (status: ControlStatus) => void): Unsubscribe {
    return this.live.onStatus(() => listener(this.status));
  }

  async perform(request: ControlRequest, client: ControlClient): Promise<void> {
    switch (request.command) {
      case 'status':
      case 'watch':
        return;
      case 'mode':
        return this.#setMode(request.mode);
      case 'toggle':
        return this.#toggle(request.what);
      case 'talk':
      case 'cough':
        return request.held ? this.#held.press(request.command, client) : this.#held.letGo(request.command);
      case 'microphone':
        return this.options.change({ microphone: await this.#microphoneNamed(request.name) });
      case 'headphones':
        return this.options.change({
          monitor: request.name === null ? null : await this.#headphonesNamed(request.name),
        });
      case 'model':
        return this.options.change({ modelId: request.id });
      case 'strength':
        return this.options.change({ strength: request.percent });
    }
  }

  forget(client: ControlClient): Promise<void> {
    return this.#held.forget(client);
  }

  get #isOff(): boolean {
    return this.live.status.state === 'off' || this.live.status.state === 'failed';
  }

  get #mode(): MicrophoneMode {
    return modeOf(this.live.settings, this.#isOff);
  }

  async #setMode(mode: MicrophoneMode): Promise<void> {
    if (mode === 'off') return this.live.stop();
    await this.options.change(settingsOfMode(mode));
    if (this.#isOff) await this.live.start();
  }

  async #toggle(what: Exclude<MicrophoneMode, 'off'>): Promise<void> {
    const change = toggled(what, this.live.settings, this.#isOff);
    if (change.isOff) return this.live.stop();
    await this.options.change(change.settings);
    if (this.#isOff) await this.live.start();
  }

  async #microphoneNamed(wanted: string): Promise<string> {
    const { microphones, monitors = [] } = await this.live.listDevices();
    return deviceNamed('microphone', [...microphones, ...monitors], wanted);
  }

  async #headphonesNamed(wanted: string): Promise<string> {
    return deviceNamed('headphones', (await this.live.listDevices()).speakers, wanted);
  }
}
