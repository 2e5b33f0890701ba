import { SpokenError } from '../../shared/user-error.js';

/** A source of mono sound. */
export interface AudioSource {
  /** Hz */
  readonly sampleRate: number;
  /** How long a sample waits in the device's own buffers before it can be read, ms; nominal. */
  readonly bufferMs: number;
  /** Overruns so far. */
  readonly xruns: number;
  /**
   * The next samples; one call at a time. The array holds until the next call, and may be changed.
   *
   * @throws DeviceLostError when the device is gone. PortAudio does not report a dead server: the call never settles
   */
  read(frames: number): Promise<Float32Array>;
  close(): Promise<void>;
}

/** The device or the sound server behind it went away. */
export class DeviceLostError extends SpokenError {
  override readonly name = 'DeviceLostError';
}
