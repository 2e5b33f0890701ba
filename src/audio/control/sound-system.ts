import type { AudioDevice, Unsubscribe } from '../../shared/live.js';
import { UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';

/**
 * Services that Stillmic needs of the system that runs the devices: what there is, who listens, and a virtual microphone.
 * PulseAudio and PipeWire have one of their own making; Windows and macOS one that the user installs.
 */
export interface SoundSystem {
  readonly virtualMicrophone: VirtualMicrophone;
  /**
   * Environment by which our other processes find the sound server as this one does, and by which it knows their
   * streams as ours. Up to date after `state`.
   */
  readonly clientEnvironment: Readonly<Record<string, string>>;
  /** @throws SoundServerError when the server doesn't answer */
  state(): Promise<SoundState>;
  /**
   * Reports the state now and after every change; null while the sound server doesn't answer. Goes on when it is
   * back.
   */
  watch(listener: (state: SoundState | null) => void): Unsubscribe;
  /** Connects one of our own streams to another device, where the server had moved it. */
  moveStream(stream: OwnStream, deviceName: string): Promise<void>;
  /**
   * Starts a process that takes back what we made, should this process end without doing that; absent where nothing
   * of ours would stay.
   */
  startRestorer?(): { end(): void };
  /** Unmutes and sets to full volume; absent where the system does not let us. */
  restoreVolume?(target: VolumeTarget): Promise<void>;
}

/** A real microphone at or below this share of full volume is nearly silent (−42 dB on the servers' cubic scale). */
export const QUIET_MICROPHONE = 0.2;

/** An object with a volume: a microphone by its stable name, or everything of ours (devices and streams). */
export type VolumeTarget = { readonly microphone: string } | 'own';

/** Volume as the sound server applies it. */
export interface Volume {
  readonly isMuted: boolean;
  /** Share of full volume (100 %) on the server's own scale; the loudest channel's. */
  readonly share: number;
}

/**
 * A microphone that calling apps can choose, on which is heard what the engine plays into `playbackDevice`.
 * All methods reject with a UserError that can be shown.
 */
export interface VirtualMicrophone {
  /** Name that calling apps list. Of an installed driver it is known once the device was found. */
  readonly label: string;
  /** Stable name of the device that the engine plays into. */
  readonly playbackDevice: string;
  /** Rate at which the engine best plays into it, Hz. */
  readonly playbackRate: number;
  /**
   * Makes it, removing first what a killed run left behind; makes it again where `verify` says no. With nothing
   * to do it does nothing.
   *
   * @throws UserError when another Stillmic runs, when the sound server refuses, or when a driver is missing
   * @throws SoundServerError when the server doesn't answer
   */
  create(): Promise<void>;
  /** Whether it is there, whole, ours, and connected. False also when the sound server doesn't answer. */
  verify(): Promise<boolean>;
  /** Removes it and restores what was changed, as far as the sound server answers. */
  destroy(): Promise<void>;
  /** Makes it the system's default microphone, or gives that back to the one before. */
  setAsDefault(wanted: boolean): Promise<void>;
}

/** A microphone or speaker as it can be opened. */
export interface SoundDevice extends AudioDevice {
  /** The device's own rate, Hz. */
  readonly sampleRate: number;
  /** Channels that it has; absent where the system does not tell. */
  readonly channels?: number;
  /** Whether holding it open keeps a Bluetooth headset in its telephone profile. */
  readonly isBluetooth?: boolean;
  /** Absent where the system does not tell. */
  readonly volume?: Volume;
}

/** A stream of one of our own processes (see `clientEnvironment`). */
export interface OwnStream {
  readonly direction: 'capture' | 'playback';
  /** The server's index of it. */
  readonly index: number;
  readonly processId: number | null;
  /** Stable name of the device that it is connected to; null when there is none. */
  readonly device: string | null;
  /** Absent where the system does not tell. */
  readonly volume?: Volume;
}

/** State of the sound server as far as Stillmic needs it. */
export interface SoundState {
  /** Name and version of the sound server. */
  readonly server: string;
  /** Microphones without ours. `isDefault` marks the one that `default` stands for, which is never ours either. */
  readonly microphones: readonly SoundDevice[];
  /**
   * Sources that carry the sound of speakers: used as microphones only where chosen by name. `isDefault` where the
   * system's default microphone is such a source. Absent where the system has none.
   */
  readonly monitors?: readonly SoundDevice[];
  readonly speakers: readonly SoundDevice[];
  /** Apps that record the virtual microphone now, each once; null where the system doesn't tell. */
  readonly listeners: readonly string[] | null;
  /** Our own capture and playback streams, where they are really connected. */
  readonly ownStreams: readonly OwnStream[];
  /**
   * Whether the virtual microphone is there, whole, ours and connected. When it no longer is, it has to be made
   * again with `create`.
   */
  readonly virtualMicrophoneReady: boolean;
  /** Whether the virtual microphone is the system's default microphone. */
  readonly isVirtualDefault: boolean;
  /** The quieter one of the two devices that make the virtual microphone; absent where the system does not tell. */
  readonly virtualMicrophoneVolume?: Volume;
  /** Set while ours is the default microphone and the one before it is known to this process alone. */
  readonly previousDefaultNotKept?: true;
}

/** The sound server doesn't answer: it doesn't run, or was killed, or hangs. It may come back. */
export class SoundServerError extends UserError {
  override readonly name = 'SoundServerError';
}

/** Another Stillmic has the virtual microphone. */
export class AlreadyRunningError extends UserError {
  override readonly name = 'AlreadyRunningError';

  /** @param processId of the other one, in its own process namespace; null where that is not known */
  constructor(readonly processId: number | null) {
    super(
      processId === null ? words('audio.alreadyRunning') : words('audio.alreadyRunningAs', { id: processId }),
    );
  }
}
