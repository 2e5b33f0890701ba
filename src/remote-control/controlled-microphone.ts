import {
  DEFAULT_DEVICE,
  type AudioDevice,
  type LiveMicrophone,
  type LiveSettings,
  type Unsubscribe,
} from '../shared/live.js';
import { isSilent, modeOf, settingsOfMode, toggled, type MicrophoneMode } from '../shared/mode.js';
import { UserError } from '../shared/user-error.js';
import { inEnglish } from '../words/say.js';
import { words } from '../words/words.js';
import type { ControlRequest, ControlStatus } from './protocol.js';
import type { Controlled } from './server.js';

/** Program that offers the control, and its way to change settings. */
export interface ControlledOptions {
  readonly program: ControlStatus['program'];
  /** Applies a change of the settings, and keeps it where settings are kept. */
  change(change: Partial<LiveSettings>): Promise<void>;
}

/** The live microphone, as it is controlled from outside. */
export class ControlledMicrophone implements Controlled {
  constructor(
    private readonly live: LiveMicrophone,
    private readonly options: ControlledOptions,
  ) {}

  get status(): ControlStatus {
    const { status, settings } = this.live;
    return {
      version: 1,
      program: this.options.program,
      processId: process.pid,
      mode: this.#mode,
      state: status.state,
      muted: !this.#isOff && isSilent(settings.muted, status.heldKey ?? null),
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

  async perform(request: ControlRequest): Promise<void> {
    switch (request.command) {
      case 'status':
      case 'watch':
        return;
      case 'mode':
        return this.#setMode(request.mode);
      case 'toggle':
        return this.#setMode(toggled(request.what, this.#mode, this.live.settings));
      case 'talk':
      case 'cough':
        return this.live.hold(request.held ? request.command : null);
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

  async #microphoneNamed(wanted: string): Promise<string> {
    const { microphones, monitors = [] } = await this.live.listDevices();
    return nameOf([...microphones, ...monitors], wanted);
  }

  async #headphonesNamed(wanted: string): Promise<string> {
    return nameOf((await this.live.listDevices()).speakers, wanted);
  }
}

/** @throws UserError when there is no such device */
function nameOf(devices: readonly AudioDevice[], wanted: string): string {
  const device = devices.find(({ name, label }) => name === wanted || label === wanted);
  if (device || wanted === DEFAULT_DEVICE) return device?.name ?? DEFAULT_DEVICE;
  throw new UserError(words('remoteControl.noDevice', { name: wanted }));
}
