/** Where sound goes to, in mono. */
export interface AudioSink {
  /** Hz */
  readonly sampleRate: number;
  /** Samples that the device takes at a time, when it has room for so many. */
  readonly periodFrames: number;
  /** Size of the device's own buffer in samples. */
  readonly bufferFrames: number;
  /**
   * Hands samples over; one call at a time. Resolves when the device took the samples of the call before, which
   * is when it has room again: that paces the caller by the device's clock.
   *
   * Never settles when the sound server is dead.
   *
   * @returns whether the device ran dry since the last call
   */
  write(samples: Float32Array): Promise<boolean>;
  close(): Promise<void>;
}
