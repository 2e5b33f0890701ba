/**
 * A sink of mono sound. It begins with a reserve, and starts anew with one when it cannot catch up after
 * it ran dry. The writer corrects the drift of the device's clock by `fillSeconds`.
 */
export interface AudioSink {
  /** Hz */
  readonly sampleRate: number;
  /** Reserve for a late hop at the start, seconds. */
  readonly reserveSeconds: number;
  /**
   * Seconds of sound that the device has in reserve now, beside the block that it takes at a time. Right before a hop
   * is written it tells how late that hop could have been.
   */
  readonly fillSeconds: number;
  /** Seconds until a sample that is written now is played. */
  readonly delay: number;
  /** How often the device ran dry. */
  readonly xruns: number;
  /** Samples that came too late or found no room. */
  readonly droppedFrames: number;
  /** Samples of silence that were played in place of missing ones. */
  readonly insertedFrames: number;
  /** Whether it has taken nothing for too long. */
  readonly stalled: boolean;
  /** Takes samples; never waits. The array is free again at once. */
  write(samples: Float32Array): void;
  close(): Promise<void>;
}
