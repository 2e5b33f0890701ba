import type { EngineConfig, EngineDevice } from '../../shared/engine-messages.js';
import type { DropoutKind, LiveStats } from '../../shared/live.js';
import { hopMs, type ModelSpec } from '../../shared/model-spec.js';
import type { AudioSink } from '../../audio/streams/sink.js';
import { DeviceLostError } from '../../audio/streams/source.js';
import { Monitor } from './headphones.js';
import { PlaybackQueue } from './playback.js';

/** What outputs need from outside. */
export interface OutputsIo {
  /** @param onLost told once when the device goes away */
  openSink(device: EngineDevice, onLost: (error: unknown) => void): Promise<AudioSink>;
  /** Clock in ms. */
  now(): number;
  /** The playback device went away. */
  onLost(error: unknown): void;
}

/** Told of dropouts on the way to the virtual microphone, ms each. */
export type DropoutListener = (kind: DropoutKind, ms: number) => void;

/** Where sound goes to: the sink behind the virtual microphone, and headphones if wanted; none of it while idle. */
export class Outputs {
  readonly #io: OutputsIo;
  readonly #onDropout: DropoutListener;
  #playback: PlaybackQueue | null = null;
  #monitor: Monitor | null = null;
  #monitorFailed = false;
  /** Of playback queues that were closed. */
  #past = { xruns: 0, droppedMs: 0, insertedMs: 0 };

  constructor(io: OutputsIo, onDropout: DropoutListener) {
    this.#io = io;
    this.#onDropout = onDropout;
  }

  /** The way to the virtual microphone; null while idle. */
  get playback(): PlaybackQueue | null {
    return this.#playback;
  }

  get stalled(): boolean {
    return this.#playback?.sink.stalled === true;
  }

  /** Whether headphones are wanted that can't be opened, or that went away. */
  get monitorFailed(): boolean {
    return this.#monitorFailed;
  }

  /**
   * Opens what is wanted and closes what is not.
   *
   * @param sampleRate Hz of what the monitor is given
   * @throws DeviceLostError when the playback device can't be opened
   */
  async change(config: EngineConfig, sampleRate: number): Promise<void> {
    if (config.idle) await this.#closePlayback();
    else if (!this.#playback) {
      const sink = await this.#io.openSink(config.playback, (error) => this.#io.onLost(error));
      this.#playback = new PlaybackQueue(sink, this.#io.now, this.#onDropout);
    }
    await this.#changeMonitor(config, sampleRate);
  }

  /** One hop before and after the model, aligned, at this rate in Hz, for the monitor. */
  hear(before: Float32Array, after: Float32Array, sampleRate: number): void {
    if (this.#monitor?.sampleRate === sampleRate) this.#monitor.push(before, after);
  }

  /** Figures since the start. */
  stats(
    spec: ModelSpec,
  ): Pick<LiveStats, 'xrunsOut' | 'droppedHops' | 'insertedHops' | 'driftPpm' | 'settling'> {
    const { xruns, droppedMs, insertedMs } = this.#totals();
    return {
      xrunsOut: xruns,
      droppedHops: Math.ceil(droppedMs / hopMs(spec)),
      insertedHops: Math.ceil(insertedMs / hopMs(spec)),
      driftPpm: this.#playback?.drift.ppm ?? 0,
      settling: !this.#playback?.drift.isSettled,
    };
  }

  async close(): Promise<void> {
    await this.#playback?.close();
    await this.#monitor?.close();
  }

  #totals(): { readonly xruns: number; readonly droppedMs: number; readonly insertedMs: number } {
    const { xruns, droppedMs, insertedMs } = this.#past;
    if (!this.#playback) return this.#past;
    const { sink, droppedFrames, insertedFrames } = this.#playback;
    return {
      xruns: xruns + sink.xruns,
      droppedMs: droppedMs + (1000 * droppedFrames) / sink.sampleRate,
      insertedMs: insertedMs + (1000 * insertedFrames) / sink.sampleRate,
    };
  }

  async #closePlayback(): Promise<void> {
    const playback = this.#playback;
    if (!playback) return;
    this.#past = this.#totals();
    this.#playback = null;
    await playback.close();
  }

  async #changeMonitor({ monitor, monitorTap, idle }: EngineConfig, sampleRate: number): Promise<void> {
    const wanted = idle ? null : monitor;
    const open = this.#monitor;
    if (open && (open.device.name !== wanted?.name || open.sampleRate !== sampleRate)) {
      this.#monitor = null;
      await open.close();
    }
    this.#monitorFailed = false;
    if (wanted && !this.#monitor) {
      // Headphones that fail are no reason to end the call.
      const fail = (): void => {
        this.#monitor = null;
        this.#monitorFailed = true;
      };
      try {
        const sink = await this.#io.openSink(wanted, fail);
        this.#monitor = await Monitor.open(wanted, sink, sampleRate, monitorTap, this.#io.now);
      } catch (error) {
        if (!(error instanceof DeviceLostError)) throw error;
        fail();
      }
    }
    this.#monitor?.setTap(monitorTap);
  }
}
