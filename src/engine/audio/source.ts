/** Where sound comes from, in mono. */
export interface AudioSource {
  /** Hz */
  readonly sampleRate: number;
  /** How long a sample waits in the device's own buffers before it can be read, ms; nominal. */
  readonly bufferMs: number;
  /** Overruns that the sound system reported so far. */
  readonly xruns: number;
  /**
   * The next samples; one call at a time. The array is the caller's.
   *
   * @throws DeviceLostError when the device reports its end; a dead sound server reports nothing: the
   *   call just never settles
   */
  read(frames: number): Promise<Float32Array>;
  close(): Promise<void>;
}

/** The device or the sound server behind it went away. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';
}
