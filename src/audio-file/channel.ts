import type { SampleQueue } from './sample-queue.js';

/** Figures of one channel's way through the model. */
export interface ChannelFigures {
  /** Time inside the inference session, milliseconds. */
  readonly sessionMs: number;
  /** Hops whose output could not be used. */
  readonly failedHops: number;
  /** Place of the first one, seconds. */
  readonly firstFailure: number;
}

/** One channel of a recording on its way through the model, here or in another thread. */
export interface Channel {
  /** Enhanced samples at the file's rate, as far as they are ready. */
  readonly enhanced: SampleQueue;
  readonly figures: ChannelFigures;
  /**
   * Takes samples; resolves when the next ones may come.
   *
   * @param samples at the file's rate, full scale ±1; not kept
   */
  push(samples: Float64Array): Promise<void>;
  /** The rest of the signal, after the last `push`: then at least as many samples came out as were pushed. */
  flush(): Promise<void>;
  dispose(): void;
}

/** The place where recordings meet a model. */
export interface ChannelSource {
  /**
   * @param sampleRate of the file in Hz
   * @param keepDelay  whether the output lags by n − h instead of having it cut
   */
  openChannel(sampleRate: number, keepDelay: boolean): Promise<Channel>;
}
