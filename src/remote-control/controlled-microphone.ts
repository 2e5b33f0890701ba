import { deviceNamed } from '../shared/device-named.js';
import type { LiveMicrophone, LiveSettings, Unsubscribe } from '../shared/live.js';
import { isSilent } from '../shared/mode.js';
import { ModeSwitch } from '../shared/mode-switch.js';
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
  readonly #mode: ModeSwitch;

  constructor(
    private readonly live: LiveMicrophone,
    private readonly options: ControlledOptions,
  ) {
    this.#mode = new ModeSwitch(live, (change) => options.change(change));
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
      mode: this.#mode.mode,
      state: status.state,
      muted: !this.#mode.isOff && isSilent(settings.muted, status.heldKey ?? null),
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
        return this.#mode.choose(request.mode);
      case 'toggle':
        return this.#mode.toggle(request.what);
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

  async #microphoneNamed(wanted: string): Promise<string> {
    const { microphones, monitors = [] } = await this.live.listDevices();
    return deviceNamed('microphone', [...microphones, ...monitors], wanted);
  }

  async #headphonesNamed(wanted: string): Promise<string> {
    return deviceNamed('headphones', (await this.live.listDevices()).speakers, wanted);
  }
}
