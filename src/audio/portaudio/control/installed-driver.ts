import { isDeepStrictEqual } from 'node:util';
import type { Unsubscribe } from '../../../shared/live.js';
import { UserError } from '../../../shared/user-error.js';
import { words } from '../../../words/words.js';
import { InstanceLock } from '../../control/instance-lock.js';
import type {
  OwnStream,
  SoundDevice,
  SoundState,
  SoundSystem,
  VirtualMicrophone,
} from '../../control/sound-system.js';
import type { PortAudioList } from './device-list.js';
import { isLoopback, type Driver } from './drivers.js';

type ListedDevice = PortAudioList['devices'][number];

/** Interval at which devices are listed: PortAudio reports no changes. */
const POLL_MS = 2000;

/**
 * A system whose virtual microphone is a driver that the user installs. It is found, never made or removed; its
 * listeners are not known; the default microphone is left to the system's settings.
 */
export class InstalledDriverSystem implements SoundSystem {
  readonly virtualMicrophone: VirtualMicrophone;
  readonly clientEnvironment = {};
  readonly #driver: Driver;
  readonly #list: () => Promise<PortAudioList>;

  constructor(driver: Driver, list: () => Promise<PortAudioList>, env: NodeJS.ProcessEnv = process.env) {
    this.#driver = driver;
    this.#list = list;
    this.virtualMicrophone = new InstalledMicrophone(
      driver,
      async () => (await list()).devices,
      new InstanceLock(env),
    );
  }

  async state(): Promise<SoundState> {
    const list = await this.#list();
    const { isPlayback, isRecording, hostAPIName } = this.#driver;
    const isOwn = (name: string): boolean => isPlayback(name) || isRecording(name);
    const offered = list.devices.filter((one) => one.hostAPIName === hostAPIName && !isOwn(one.name));
    const inputs = offered.filter(({ maxInputChannels }) => maxInputChannels > 0);
    const outputs = offered.filter(({ maxOutputChannels }) => maxOutputChannels > 0);
    return {
      server: hostAPIName,
      microphones: toDevices(inputs, defaultInput(inputs, list.defaultInput), 'maxInputChannels'),
      speakers: toDevices(outputs, list.defaultOutput ?? outputs[0]?.name, 'maxOutputChannels'),
      listeners: null,
      ownStreams: [],
      virtualMicrophoneReady: await this.virtualMicrophone.verify(),
      isVirtualDefault: list.defaultInput !== null && isRecording(list.defaultInput),
    };
  }

  watch(listener: (state: SoundState | null) => void): Unsubscribe {
    let reported: SoundState | null | undefined;
    let hasEnded = false;
    let timer: NodeJS.Timeout | undefined;
    const look = async (): Promise<void> => {
      const state = await this.state().catch(() => null);
      if (hasEnded) return;
      if (!isDeepStrictEqual(state, reported)) listener(state);
      reported = state;
      timer = setTimeout(() => void look(), POLL_MS);
    };
    void look();
    return () => {
      hasEnded = true;
      clearTimeout(timer);
    };
  }

  /** Streams stay where they were opened here; there is nothing to move. */
  async moveStream(_stream: OwnStream, deviceName: string): Promise<void> {
    throw new UserError(words('audio.streamNotMovable', { name: deviceName }));
  }
}

/**
 * The microphone that `default` stands for. Where the system's is the cable itself, it is the first real microphone;
 * inputs that carry the computer's own sound count only where there is nothing else.
 */
const defaultInput = (inputs: readonly ListedDevice[], preferred: string | null): string | undefined =>
  (inputs.find(({ name }) => name === preferred) ?? inputs.find(({ name }) => !isLoopback(name)) ?? inputs[0])
    ?.name;

const toDevices = (
  devices: readonly ListedDevice[],
  defaultName: string | undefined,
  channels: 'maxInputChannels' | 'maxOutputChannels',
): SoundDevice[] =>
  devices.map((device) => ({
    name: device.name,
    label: device.name,
    isDefault: device.name === defaultName,
    sampleRate: device.defaultSampleRate,
    channels: device[channels],
  }));

class InstalledMicrophone implements VirtualMicrophone {
  readonly #driver: Driver;
  readonly #devices: () => Promise<readonly ListedDevice[]>;
  readonly #lock: InstanceLock;
  #playback: ListedDevice | undefined;
  #recording: ListedDevice | undefined;

  constructor(driver: Driver, devices: () => Promise<readonly ListedDevice[]>, lock: InstanceLock) {
    this.#driver = driver;
    this.#devices = devices;
    this.#lock = lock;
  }

  get label(): string {
    return this.#recording?.name ?? this.#driver.recordingLabel;
  }

  get playbackDevice(): string {
    return this.#found(this.#playback).name;
  }

  get playbackRate(): number {
    return this.#found(this.#playback).defaultSampleRate;
  }

  async create(): Promise<void> {
    await this.#lock.acquire();
    try {
      await this.#look();
      this.#found(this.#playback);
      this.#found(this.#recording);
    } catch (error) {
      this.#lock.release();
      throw error;
    }
  }

  async verify(): Promise<boolean> {
    await this.#look();
    return this.#playback !== undefined && this.#recording !== undefined;
  }

  /** The driver stays installed and its label stays known: people choose it by the label. */
  async destroy(): Promise<void> {
    this.#lock.release();
  }

  async setAsDefault(wanted: boolean): Promise<void> {
    if (wanted) throw new UserError(words('audio.setDefaultYourself', { label: this.label }));
  }

  async #look(): Promise<void> {
    const { hostAPIName, isPlayback, isRecording } = this.#driver;
    const devices = (await this.#devices()).filter((one) => one.hostAPIName === hostAPIName);
    this.#playback = devices.find((one) => one.maxOutputChannels > 0 && isPlayback(one.name));
    this.#recording = devices.find((one) => one.maxInputChannels > 0 && isRecording(one.name));
  }

  #found(device: ListedDevice | undefined): ListedDevice {
    if (device) return device;
    const { productName, link } = this.#driver;
    throw new UserError(words('audio.driverMissing', { product: productName, link }));
  }
}
