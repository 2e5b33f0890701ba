import type { EngineDevice } from '../../shared/engine-messages.js';
import type { MonitorTap } from '../../shared/live.js';
import type { AudioSink } from '../../audio/streams/sink.js';
import { GlidingGain } from '../../dsp/fade.js';
import { LOW_LATENCY_QUALITY, Resampler } from '../../dsp/resampler.js';
import { PlaybackQueue } from './playback.js';

const GLIDE_SECONDS = 0.02;
/** The ratio is corrected this often, not at every hop: it rebuilds the filter. */
const STEERING_SECONDS = 1;

/** Plays what goes in or what comes out to the user's headphones, with a drift correction of its own. */
export class Monitor {
  readonly device: EngineDevice;
  readonly queue: PlaybackQueue;
  readonly #resampler: Resampler;
  readonly #share: GlidingGain;
  #mixed = new Float32Array(0);
  #resampled = new Float32Array(0);
  #steeredAgo = 0;

  static async open(
    device: EngineDevice,
    sink: AudioSink,
    sampleRate: number,
    tap: MonitorTap,
    now: () => number,
  ): Promise<Monitor> {
    const resampler = await Resampler.create(sampleRate, sink.sampleRate, LOW_LATENCY_QUALITY);
    return new Monitor(device, new PlaybackQueue(sink, now), resampler, sampleRate, tap);
  }

  private constructor(
    device: EngineDevice,
    queue: PlaybackQueue,
    resampler: Resampler,
    readonly sampleRate: number,
    tap: MonitorTap,
  ) {
    this.device = device;
    this.queue = queue;
    this.#resampler = resampler;
    this.#share = new GlidingGain(afterShare(tap), Math.round(GLIDE_SECONDS * sampleRate));
  }

  setTap(tap: MonitorTap): void {
    this.#share.glideTo(afterShare(tap));
  }

  /** One hop of both signals, aligned, at `sampleRate`. */
  push(before: Float32Array, after: Float32Array): void {
    if (this.#mixed.length !== before.length) {
      this.#mixed = new Float32Array(before.length);
      this.#resampled = new Float32Array(this.#resampler.maxOutputLength(before.length));
    }
    for (let i = 0; i < before.length; i++) {
      const share = this.#share.next();
      this.#mixed[i] = share * (after[i] as number) + (1 - share) * (before[i] as number);
    }
    const count = this.#resampler.process(this.#mixed, this.#resampled);
    this.queue.push(this.#resampled.subarray(0, count));
    this.#steeredAgo += before.length / this.sampleRate;
    if (this.#steeredAgo >= STEERING_SECONDS) {
      this.#steeredAgo = 0;
      this.#resampler.steer(this.queue.drift.ppm);
    }
  }

  async close(): Promise<void> {
    await this.queue.close();
    this.#resampler.dispose();
  }
}

const afterShare = (tap: MonitorTap): number => (tap === 'after' ? 1 : 0);
