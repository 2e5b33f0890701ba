import type { EngineDevice } from '../../shared/engine-messages.js';
import type { MonitorTap } from '../../shared/live.js';
import type { AudioSink } from '../../audio/streams/sink.js';
import { GlidingGain } from '../../dsp/fade.js';
import { LOW_LATENCY_QUALITY, Resampler } from '../../dsp/resampler.js';
import type { SampleRing } from '../../dsp/ring.js';
import { PlaybackQueue } from './playback.js';

const GLIDE_SECONDS = 0.02;

/** Device, rate, tap and clock of the headphones. */
export interface HeadphonesOptions {
  readonly device: EngineDevice;
  readonly sink: AudioSink;
  /** Hz of the sound that is pushed. */
  readonly sampleRate: number;
  readonly tap: MonitorTap;
  /** Clock in ms. */
  now(): number;
}

/** Plays the sound before or after the model to the user. */
export class Headphones {
  readonly device: EngineDevice;
  readonly sampleRate: number;
  readonly #queue: PlaybackQueue;
  readonly #resampler: Resampler;
  readonly #afterShare: GlidingGain;
  #before = new Float32Array(0);
  #after = new Float32Array(0);
  #resampled = new Float32Array(0);

  static async open(options: HeadphonesOptions): Promise<Headphones> {
    const { sampleRate, sink } = options;
    return new Headphones(options, await Resampler.create(sampleRate, sink.sampleRate, LOW_LATENCY_QUALITY));
  }

  private constructor({ device, sink, sampleRate, tap, now }: HeadphonesOptions, resampler: Resampler) {
    this.device = device;
    this.sampleRate = sampleRate;
    this.#resampler = resampler;
    this.#queue = new PlaybackQueue({
      sink,
      gain: null,
      now,
      steer: (ppm) => void resampler.steer(ppm),
      onDropout: () => undefined,
    });
    this.#afterShare = new GlidingGain(shareOf(tap), Math.round(GLIDE_SECONDS * sampleRate));
  }

  setTap(tap: MonitorTap): void {
    this.#afterShare.glideTo(shareOf(tap));
  }

  /** Plays all that waits in both queues, which are aligned, at `sampleRate`. */
  push(beforeQueue: SampleRing, afterQueue: SampleRing): void {
    const { length } = beforeQueue;
    if (length === 0) return;
    if (this.#before.length !== length) {
      this.#before = new Float32Array(length);
      this.#after = new Float32Array(length);
      this.#resampled = new Float32Array(this.#resampler.maxOutputLength(length));
    }
    const before = this.#before;
    const after = this.#after;
    beforeQueue.read(before);
    afterQueue.read(after);
    for (let i = 0; i < length; i++) {
      const share = this.#afterShare.next();
      after[i] = share * (after[i] as number) + (1 - share) * (before[i] as number);
    }
    const count = this.#resampler.process(after, this.#resampled);
    this.#queue.push(this.#resampled.subarray(0, count));
  }

  async close(): Promise<void> {
    await this.#queue.close();
    this.#resampler.dispose();
  }
}

const shareOf = (tap: MonitorTap): number => (tap === 'after' ? 1 : 0);
