import { UserError } from '../../../shared/user-error.js';
import type { Unsubscribe } from '../../../shared/live.js';
import type {
  OwnStream,
  SoundDevice,
  SoundState,
  SoundSystem,
  VirtualMicrophone,
} from '../../control/sound-system.js';

/** A device as PortAudio lists it. */
export interface PortAudioDevice {
  readonly name: string;
  readonly maxInputChannels: number;
  readonly maxOutputChannels: number;
  readonly defaultSampleRate: number;
  readonly hostAPIName: string;
}

export interface PortAudioList {
  readonly devices: readonly PortAudioDevice[];
  /** Names of the system's default devices; null when it has none. */
  readonly defaultInput: string | null;
  readonly defaultOutput: string | null;
}

/** A virtual cable that the user installs: what is played into its one end is recorded from the other. */
export interface Driver {
  readonly productName: string;
  readonly link: string;
  /** PortAudio's interface to the system that lists whole names and the least delay. */
  readonly hostAPIName: string;
  /** The end that the engine plays into. */
  readonly isPlayback: (name: string) => boolean;
  /** The end that calling apps record. */
  readonly isRecording: (name: string) => boolean;
}

/** How often devices are looked at: PortAudio reports no changes. */
const POLL_MS = 2000;

/**
 * A system whose virtual microphone is a driver of somebody else's. It is found, never made or removed; who
 * records it isn't known; the default microphone is left to the system's settings.
 */
export class InstalledDriverSystem implements SoundSystem {
  readonly virtualMicrophone: VirtualMicrophone;
  readonly #driver: Driver;
  readonly #list: () => Promise<PortAudioList>;

  constructor(driver: Driver, list: () => Promise<PortAudioList>) {
    this.#driver = driver;
    this.#list = list;
    this.virtualMicrophone = new InstalledMicrophone(driver, async () => (await list()).devices);
  }

  async state(): Promise<SoundState> {
    const list = await this.#list();
    const { isPlayback, isRecording, hostAPIName } = this.#driver;
    const own = (name: string): boolean => isPlayback(name) || isRecording(name);
    const offered = list.devices.filter((one) => one.hostAPIName === hostAPIName && !own(one.name));
    const inputs = offered.filter(({ maxInputChannels }) => maxInputChannels > 0);
    const outputs = offered.filter(({ maxOutputChannels }) => maxOutputChannels > 0);
    return {
      server: hostAPIName,
      microphones: toDevices(inputs, list.defaultInput),
      speakers: toDevices(outputs, list.defaultOutput),
      listeners: null,
      ownStreams: [],
      virtualMicrophoneReady: await this.virtualMicrophone.verify(),
      isVirtualDefault: list.defaultInput !== null && isRecording(list.defaultInput),
    };
  }

  watch(listener: (state: SoundState | null) => void): Unsubscribe {
    let reported = '';
    let ended = false;
    let timer: NodeJS.Timeout | undefined;
    const look = async (): Promise<void> => {
      const state = await this.state();
      const report = JSON.stringify(state);
      if (ended) return;
      if (report !== reported) listener(state);
      reported = report;
      timer = setTimeout(() => void look(), POLL_MS);
    };
    void look();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }

  /** Streams stay where they were opened here; there is nothing to move. */
  async moveStream(_stream: OwnStream, deviceName: string): Promise<void> {
    throw new UserError(`A stream can't be moved to “${deviceName}” on this system.`);
  }
}

/** With no default among them, the first stands for it. */
function toDevices(devices: readonly PortAudioDevice[], preferred: string | null): SoundDevice[] {
  const defaultName = devices.find(({ name }) => name === preferred)?.name ?? devices[0]?.name;
  return devices.map(({ name, defaultSampleRate }) => ({
    name,
    label: name,
    isDefault: name === defaultName,
    sampleRate: defaultSampleRate,
  }));
}

class InstalledMicrophone implements VirtualMicrophone {
  readonly #driver: Driver;
  readonly #devices: () => Promise<readonly PortAudioDevice[]>;
  #playback: PortAudioDevice | undefined;
  #recording: PortAudioDevice | undefined;

  constructor(driver: Driver, devices: () => Promise<readonly PortAudioDevice[]>) {
    this.#driver = driver;
    this.#devices = devices;
  }

  get label(): string {
    return this.#recording?.name ?? this.#driver.productName;
  }

  get playbackDevice(): string {
    return this.#found(this.#playback).name;
  }

  get playbackRate(): number {
    return this.#found(this.#playback).defaultSampleRate;
  }

  async create(): Promise<void> {
    await this.#look();
    this.#found(this.#playback);
    this.#found(this.#recording);
  }

  async verify(): Promise<boolean> {
    await this.#look();
    return this.#playback !== undefined && this.#recording !== undefined;
  }

  async destroy(): Promise<void> {
    this.#playback = undefined;
    this.#recording = undefined;
  }

  async setAsDefault(wanted: boolean): Promise<void> {
    if (wanted)
      throw new UserError(`Choose “${this.label}” as the default microphone in the system's sound settings.`);
  }

  async #look(): Promise<void> {
    const { hostAPIName, isPlayback, isRecording } = this.#driver;
    const devices = (await this.#devices()).filter((one) => one.hostAPIName === hostAPIName);
    this.#playback = devices.find((one) => one.maxOutputChannels > 0 && isPlayback(one.name));
    this.#recording = devices.find((one) => one.maxInputChannels > 0 && isRecording(one.name));
  }

  #found(device: PortAudioDevice | undefined): PortAudioDevice {
    if (device) return device;
    const { productName, link } = this.#driver;
    throw new UserError(
      `Stillmic needs ${productName}, which is free and is not installed here: get it from ${link}, then start Stillmic again.`,
    );
  }
}
