import type { EngineConfig, EngineDevice } from '../../shared/engine-messages.js';
import type { DropoutKind, LiveStats } from '../../shared/live.js';
import { hopMs, type ModelSpec } from '../../shared/model-spec.js';
import { GlidingGain } from '../../dsp/fade.js';
import type { AudioSink } from '../../audio/streams/sink.js';
import { DeviceLostError } from '../../audio/streams/source.js';
import { Headphones } from './headphones.js';
import type { Lane } from './lane.js';
import { PlaybackQueue } from './playback.js';

/** A mute fades out and in over this long: no click, and far less than a mute may take. */
const MUTE_FADE_SECONDS = 0.005;

/** Opens playback devices. */
export interface OutputsIo {
  /** @param onLost called once when the device goes away */
  openSink(device: EngineDevice, onLost: (error: unknown) => void): Promise<AudioSink>;
  /** Clock in ms. */
  now(): number;
  /** The playback device went away. */
  onLost(error: unknown): void;
}

/** Devices, clock and listeners of the outputs. */
export interface OutputsOptions extends OutputsIo {
  /** Sets the resampler in front of the playback device: its output becomes shorter (positive) or longer. */
  steer(ppm: number): void;
  /** Called for each dropout on the way to the virtual microphone, ms. */
  onDropout(kind: DropoutKind, ms: number): void;
}

/** The outputs of the sound: the sink behind the virtual microphone, and headphones if wanted; none while idle. */
export class Outputs {
  readonly #options: OutputsOptions;
  #playback: PlaybackQueue | null = null;
  #headphones: Headphones | null = null;
  #headphonesFailed = false;
  #muteGain: GlidingGain | null = null;
  /** Figures of playback queues that are closed. */
  #past = { xruns: 0, droppedMs: 0, insertedMs: 0 };

  constructor(options: OutputsOptions) {
    this.#options = options;
  }

  /** The way to the virtual microphone; null while idle. */
  get playback(): PlaybackQueue | null {
    return this.#playback;
  }

  get isStalled(): boolean {
    return this.#playback?.sink.stalled === true;
  }

  /** Whether headphones are wanted that can't be opened, or that went away. */
  get headphonesFailed(): boolean {
    return this.#headphonesFailed;
  }

  /**
   * Mutes the virtual microphone alone, or lifts it: the headphones go on.
   *
   * @param sampleRate Hz of the playback device, the same at each call
   */
  mute(isMuted: boolean, sampleRate: number): void {
    const gain = isMuted ? 0 : 1;
    this.#muteGain ??= new GlidingGain(gain, Math.round(MUTE_FADE_SECONDS * sampleRate));
    // While idle no sound passes that could fade, and none may be heard when an app begins to listen.
    if (this.#playback) this.#muteGain.glideTo(gain);
    else this.#muteGain.jumpTo(gain);
  }

  /**
   * Opens what is wanted and closes what is not.
   *
   * @param sampleRate Hz of the sound for the headphones
   * @throws DeviceLostError when the playback device can't be opened
   */
  async change(config: EngineConfig, sampleRate: number): Promise<void> {
    if (config.idle) await this.#closePlayback();
    else if (!this.#playback) {
      const { openSink, now, steer, onDropout, onLost } = this.#options;
      const sink = await openSink(config.playback, onLost);
      this.#playback = new PlaybackQueue({ sink, gain: this.#muteGain, now, steer, onDropout });
    }
    await this.#changeHeadphones(config, sampleRate);
  }

  /** Plays what a lane has ready for the headphones; without headphones for its rate it is dropped. */
  pushHeadphones({ headphones, spec }: Lane): void {
    if (this.#headphones?.sampleRate === spec.sampleRate)
      this.#headphones.push(headphones.before, headphones.after);
    else {
      headphones.before.clear();
      headphones.after.clear();
    }
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
    await this.#headphones?.close();
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

  async #changeHeadphones({ monitor, monitorTap, idle }: EngineConfig, sampleRate: number): Promise<void> {
    const wanted = idle ? null : monitor;
    const open = this.#headphones;
    if (open && (open.device.name !== wanted?.name || open.sampleRate !== sampleRate)) {
      this.#headphones = null;
      await open.close();
    }
    this.#headphonesFailed = false;
    if (wanted && !this.#headphones) {
      // Headphones that fail are no reason to end the call.
      const fail = (): void => {
        this.#headphones = null;
        this.#headphonesFailed = true;
      };
      try {
        const { openSink, now } = this.#options;
        const sink = await openSink(wanted, fail);
        this.#headphones = await Headphones.open({ device: wanted, sink, sampleRate, tap: monitorTap, now });
      } catch (error) {
        if (!(error instanceof DeviceLostError)) throw error;
        fail();
      }
    }
    this.#headphones?.setTap(monitorTap);
  }
}
