import { createRequire } from 'node:module';
import { nativeModuleError } from '../../shared/native-module.js';

/** A device as PortAudio lists it. */
export interface PortAudioDevice {
  readonly id: number;
  readonly name: string;
  readonly maxInputChannels: number;
  readonly maxOutputChannels: number;
  /** Hz */
  readonly defaultSampleRate: number;
  readonly hostAPIName: string;
}

/** Options of a stream of naudiodon's binding. */
export interface StreamOptions {
  readonly deviceId: number;
  readonly channelCount: number;
  readonly sampleFormat: typeof FLOAT32;
  readonly sampleRate: number;
  readonly framesPerBuffer: number;
  readonly maxQueue: number;
  readonly closeOnError: boolean;
}

/** An open stream of naudiodon's binding. */
export interface PortAudioStream {
  start(): void;
  read(bytes: number): Promise<{ buf?: Buffer; err?: string; finished?: boolean }>;
  write(samples: Buffer): Promise<string | undefined>;
  quit(mode: 'ABORT' | 'WAIT'): Promise<void>;
}

/** naudiodon's binding itself: its stream API adds buffering and ends at the first xrun. */
export interface Binding {
  create(options: { inOptions?: StreamOptions; outOptions?: StreamOptions }): PortAudioStream;
  getDevices(): readonly PortAudioDevice[];
  getHostAPIs(): {
    readonly HostAPIs: readonly {
      readonly name: string;
      readonly defaultInput: number;
      readonly defaultOutput: number;
    }[];
  };
}

/** PortAudio's number for 32-bit float samples. */
export const FLOAT32 = 1;
/** Bytes per sample (32-bit float). */
export const SAMPLE_BYTES = 4;

/** ALSA's only device, where it is configured by alsa.ts. */
export const ALSA_DEVICE = 'default';

/** Loads PortAudio into this process. @throws Error when it is missing; UserError when a library that it needs is */
export function loadBinding(): Binding {
  try {
    return createRequire(import.meta.url)('naudiodon/build/Release/naudiodon.node') as Binding;
  } catch (error) {
    throw nativeModuleError('PortAudio', error);
  }
}

/** The device of this name and direction, as one interface of PortAudio lists it. */
export const findDevice = (
  binding: Binding,
  hostAPIName: string | undefined,
  name: string,
  direction: 'input' | 'output',
): PortAudioDevice | undefined =>
  binding
    .getDevices()
    .find(
      (device) =>
        device.name === name &&
        (hostAPIName === undefined || device.hostAPIName === hostAPIName) &&
        (direction === 'input' ? device.maxInputChannels : device.maxOutputChannels) > 0,
    );
