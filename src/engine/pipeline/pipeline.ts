import type {
  EngineConfig,
  EngineDevice,
  EngineMicrophone,
  EngineRecording,
  EngineReport,
  EngineStats,
  Fallback,
} from '../../shared/engine-messages.js';
import { algorithmicLatencyMs, hopMs } from '../../shared/model-spec.js';
import { messageOf, UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';
import type { AudioSource } from '../../audio/streams/source.js';
import { sanitize } from '../../dsp/amplitude.js';
import { crossfade } from '../../dsp/fade.js';
import { SampleRing } from '../../dsp/ring.js';
import { RoomMeter } from '../../dsp/room-meter.js';
import { Capture } from './capture.js';
import { DropoutQueue } from './dropout-queue.js';
import { FallbackControl } from './fallback.js';
import type { Mix } from './lane.js';
import { MicrophoneRecorder } from './microphone-recorder.js';
import { Outputs, type OutputsIo } from './outputs.js';
import { isSameChoice, RunningModel, type ModelChoice, type ModelIo } from './running-model.js';

/** One model fades into another over this long. */
const CROSSFADE_SECONDS = 0.04;
/** A new model gets this much sound before it is heard, so that its recurrent state settles. */
const WARM_UP_SECONDS = 0.2;
/** Sound of the microphone that is kept while nobody listens. */
const PRE_ROLL_SECONDS = 0.3;
/** While idle the microphone is read in long blocks, which cost next to nothing. */
const IDLE_BLOCK_MS = 100;
const HIGHEST_RATE = 192_000;

/** Opens devices and models for the pipeline; tests give it simulated ones. */
export interface PipelineIo extends ModelIo, OutputsIo {
  /**
   * @param blockMs a length that costs less, where latency doesn't count
   * @throws DeviceLostError when it can't be opened
   */
  openSource(device: EngineMicrophone, blockMs?: number): Promise<AudioSource>;
  /** A value in `report` changed. */
  onChange(): void;
  /** A device or the sound server went away: the pipeline can't go on. */
  onLost(error: unknown): void;
}

/**
 * Microphone → model → virtual microphone, as configured; changes apply while it runs, without a click.
 *
 *     Capture ─► sanitize ─┬─► Lane of the running model ─► crossfade ─► PlaybackQueue ─► mute ─► virtual microphone
 *       ▲                  ├─► Lane of the next model ──────▲   │              │ steers the lanes' resamplers
 *       │                  │   (while one fades in)             └─► Headphones ─► user
 *       │                  └─► pre-roll (while idle)
 *     another source may take over, faded
 *
 *     Taps observe the running lane: levels, spectra, real-time factor, recordings, and load for FallbackControl.
 *
 * Trouble: a backlog is cut out, oldest sound first (PlaybackQueue); a model that is too slow, or that gives no usable
 * sound, gives way to a lighter one or to bypass (FallbackControl); lost devices are reported, not mended.
 */
export class Pipeline {
  readonly #io: PipelineIo;
  readonly #capture: Capture;
  readonly #outputs: Outputs;
  readonly #fallback = new FallbackControl();
  readonly #dropouts: DropoutQueue;
  readonly #preRoll = new SampleRing(Math.round(PRE_ROLL_SECONDS * HIGHEST_RATE));
  #room: RoomMeter | null = null;
  #roomMicrophone: string | undefined;
  #config: EngineConfig | null = null;
  #running: RunningModel | null = null;
  #next: RunningModel | null = null;
  #nextIsUrgent = false;
  /** Seconds of sound that the next model got, and the share of the fade to it that is done, 0–1. */
  #warmedUp = 0;
  #faded = 0;
  #fadeDone: () => void = () => undefined;
  #openMicrophone: { readonly device: EngineMicrophone; readonly idle: boolean } | null = null;
  /** Changes of the configuration and of the fallback, one after another. */
  #changes: Promise<void> = Promise.resolve();
  /** Whether a step of the fallback is being taken: the model that is given up says nothing any more. */
  #isFallingBack = false;
  #isFlowing = false;
  #isClosed = false;
  /** Overruns of microphones that are closed. */
  #pastXruns = 0;
  #reportedXruns = 0;
  #modelResets = 0;
  readonly #recorder = new MicrophoneRecorder();
  #buffers: [Float32Array, Float32Array] = [new Float32Array(0), new Float32Array(0)];

  constructor(io: PipelineIo) {
    this.#io = io;
    const now = (): number => io.now();
    const onLost = (error: unknown): void => this.#onLost(error);
    this.#dropouts = new DropoutQueue(now);
    this.#capture = new Capture({
      framesWanted: (rate) => this.#running?.lane.framesToHop(rate) ?? Math.round(rate / 100),
      onSamples: (samples, rate) => this.#process(samples, rate),
      now,
      onLost,
    });
    this.#outputs = new Outputs({
      openSink: (device: EngineDevice, onSinkLost) => io.openSink(device, onSinkLost),
      now,
      onLost,
      // Each lane has a resampler of its own: two models of two rates can be crossfaded only at the device's rate.
      steer: (ppm) => {
        this.#running?.lane.steer(ppm);
        this.#next?.lane.steer(ppm);
      },
      onDropout: (kind, ms) => this.#dropouts.add(kind, ms),
    });
  }

  /**
   * Applies a configuration: a mute at once, everything else after what earlier calls asked for. Resolves when
   * everything was changed, a fade to another model included.
   *
   * @throws UserError when the model can't be used; everything else of the configuration was applied
   */
  configure(config: EngineConfig): Promise<void> {
    // Not in the queue: a mute never waits for a model or a device.
    this.#outputs.mute(config.muted, config.playback.sampleRate);
    const change = this.#changes.then(() => this.#apply(config));
    this.#changes = change.catch(() => undefined);
    return change;
  }

  /** State of what runs; null before anything flows. */
  get report(): Omit<EngineReport, 'priority'> | null {
    if (!this.#running || !this.#config || !this.#isFlowing) return null;
    return {
      activeModelId: (this.#next ?? this.#running).choice.model.id,
      fallback: this.#fallbackOf(this.#config),
      fallbackCause: this.#fallback.cause,
      idle: this.#config.idle,
      monitorFailed: this.#outputs.headphonesFailed,
    };
  }

  /** Figures since the last call; null while nothing flows and while idle. */
  stats(): EngineStats | null {
    const running = this.#running;
    const source = this.#capture.source;
    const config = this.#config;
    if (!running || !source || !config || config.idle) return null;
    const { spec } = running.lane;
    const xrunsIn = this.#pastXruns + source.xruns;
    // The length of the loss is not known: a block of the device at least.
    if (xrunsIn > this.#reportedXruns) this.#dropouts.add('overrun', source.bufferMs);
    this.#reportedXruns = xrunsIn;
    return {
      dropouts: this.#dropouts.drain(),
      ...running.taps.read(config.spectra),
      latency: {
        algorithmicMs: algorithmicLatencyMs(spec),
        captureMs: source.bufferMs,
        resamplerMs: 1000 * running.lane.resamplerSeconds(source.sampleRate),
        gateMs: running.lane.gateMs,
        playbackMs: 1000 * (this.#outputs.playback?.sink.delay ?? 0),
      },
      modelResets: this.#modelResets,
      room: this.#room?.read() ?? null,
      xrunsIn,
      ...this.#outputs.stats(spec),
    };
  }

  /** @throws UserError when nothing flows, or when it stops or changes its model meanwhile */
  async record(seconds: number): Promise<EngineRecording> {
    if (!this.#running) throw new UserError(words('engine.nothingToRecord'));
    const endMicrophone = this.#recorder.begin(seconds, this.#capture.source?.sampleRate ?? 0);
    try {
      const recording = await this.#running.taps.record(seconds);
      return { ...recording, microphone: endMicrophone() };
    } finally {
      endMicrophone();
    }
  }

  /** Whether a device has stood still for too long; a dead sound server shows in no other way. */
  get isStalled(): boolean {
    return this.#capture.isStalled || this.#outputs.isStalled;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#capture.close();
    await this.#outputs.close();
    await this.#next?.dispose();
    await this.#running?.dispose();
  }

  async #apply(config: EngineConfig): Promise<void> {
    const before = this.#config;
    this.#config = config;
    if (before && before.playback.name !== config.playback.name)
      throw new Error('The playback device of a running pipeline does not change.');
    if (before && before.model.file !== config.model.file) this.#fallback.reset();
    // The model first: at the start there is nothing to play without it, later it must not hold up the rest.
    if (!this.#running) await this.#changeModel(config);
    else this.#mix(config);
    await this.#changeDevices(config);
    await this.#changeModel(config);
    this.#io.onChange();
  }

  #fallbackOf(config: EngineConfig): Fallback {
    const steps = fallbacksOf(config);
    return steps[Math.min(this.#fallback.step, steps.length) - 1] ?? 'none';
  }

  #mix(config: EngineConfig): void {
    for (const model of [this.#running, this.#next]) model?.lane.setMix(this.#mixOf(config));
  }

  #mixOf(config: EngineConfig): Mix {
    return {
      strength: config.strength,
      bypass: config.bypass || this.#fallbackOf(config) === 'bypass',
    };
  }

  /** @throws UserError when the model can't be used */
  async #changeModel(config: EngineConfig): Promise<void> {
    const gaveWay = this.#fallback.step > 0 && config.overloadPolicy === 'lighter-model';
    const model = (gaveWay && config.lighterModel) || config.model;
    const choice = { model, voiceDetector: config.voiceDetector };
    if (this.#running && isSameChoice(this.#running.choice, choice)) return;
    const opened = await this.#openModel(choice, config, gaveWay);
    const isSameRate = opened.lane.spec.sampleRate === this.#running?.lane.spec.sampleRate;
    // A model that is too slow has no time for a fade, in which both would run.
    this.#nextIsUrgent = model === config.lighterModel;
    if (this.#running && this.#isFlowing && !config.idle) await this.#fadeTo(opened);
    else await this.#replaceModel(opened);
    if (!isSameRate && this.#openMicrophone) await this.#outputs.change(config, opened.lane.spec.sampleRate);
  }

  /** @throws UserError, whatever is wrong with the model: another try would fail as well */
  async #openModel(choice: ModelChoice, config: EngineConfig, isFallback: boolean): Promise<RunningModel> {
    try {
      if (this.#running) await this.#io.prepare(choice);
      const opened: RunningModel = await RunningModel.open(this.#io, choice, {
        playbackRate: config.playback.sampleRate,
        mix: this.#mixOf(config),
        prefill: async (seconds) => {
          if (this.#isFlowing && !config.idle && !isFallback) await this.#outputs.playback?.stretch(seconds);
        },
        onHop: (totalMs) => this.#onHop(opened, totalMs),
        onFault: () => this.#onFault(opened),
      });
      try {
        await opened.lane.acceptRate(config.microphone.sampleRate);
      } catch (error) {
        await opened.dispose();
        throw error;
      }
      return opened;
    } catch (error) {
      if (error instanceof UserError) throw error;
      throw new UserError(words('engine.modelNotOpened', { reason: messageOf(error) }), { cause: error });
    }
  }

  /** Lets it take over, between two chunks of sound. */
  #fadeTo(model: RunningModel): Promise<void> {
    this.#warmedUp = this.#faded = 0;
    this.#next = model;
    return new Promise((resolve) => (this.#fadeDone = resolve));
  }

  async #replaceModel(model: RunningModel): Promise<void> {
    const old = this.#running;
    this.#running = model;
    this.#next = null;
    this.#fadeDone();
    await old?.dispose();
  }

  async #changeDevices(config: EngineConfig): Promise<void> {
    await this.#changeMicrophone(config);
    await this.#outputs.change(config, this.#running?.lane.spec.sampleRate ?? config.microphone.sampleRate);
  }

  async #changeMicrophone({ microphone, idle, releaseMicrophone }: EngineConfig): Promise<void> {
    const open = this.#openMicrophone;
    const isReleased = idle && releaseMicrophone;
    if (isReleased) {
      // Nothing needs it: the device may go to sleep, and a headset back to its music profile.
      if (this.#capture.source) this.#pastXruns += this.#capture.source.xruns;
      await this.#capture.close();
      this.#preRoll.clear();
      this.#openMicrophone = null;
      this.#isFlowing = true;
      return;
    }
    const isSame = open?.device.name === microphone.name && open.device.channel === microphone.channel;
    if (isSame && open.idle === idle) return;
    await this.#running?.lane.acceptRate(microphone.sampleRate);
    if (this.#capture.source) this.#pastXruns += this.#capture.source.xruns;
    if (!isSame) this.#preRoll.clear();
    this.#capture.use(await this.#io.openSource(microphone, idle ? IDLE_BLOCK_MS : undefined));
    this.#openMicrophone = { device: microphone, idle };
  }

  /** Samples of the microphone [any length], at its rate in Hz; they may be changed. */
  async #process(samples: Float32Array, rate: number): Promise<void> {
    if (this.#next && this.#nextIsUrgent) await this.#replaceModel(this.#next);
    const running = this.#running;
    if (!running || this.#isClosed) return;
    if (sanitize(samples) > 0) running.taps.onInputNotFinite();
    this.#recorder.push(samples, rate);
    if (this.#config?.idle) {
      this.#preRoll.push(samples);
      const surplus = this.#preRoll.length - Math.round(PRE_ROLL_SECONDS * rate);
      if (surplus > 0) this.#preRoll.skip(surplus);
    } else {
      this.#measureRoom(samples, rate);
      if (this.#preRoll.length > 0) await this.#feedPreRoll(running, rate);
      await running.lane.push(samples, rate, running.taps);
      await this.#next?.lane.push(samples, rate, null);
      this.#emit(running, samples.length / rate);
    }
    if (!this.#isFlowing) {
      this.#isFlowing = true;
      this.#io.onChange();
    }
  }

  /** Another microphone hears another room, or hears it otherwise: its figures begin anew. */
  #measureRoom(samples: Float32Array, rate: number): void {
    const name = this.#config?.microphone.name;
    if (this.#room?.sampleRate !== rate || name !== this.#roomMicrophone) this.#room = new RoomMeter(rate);
    this.#roomMicrophone = name;
    this.#room.measure(samples);
  }

  /** Sound from before somebody listened: the model's state settles on it, but it is not played. */
  async #feedPreRoll({ lane }: RunningModel, rate: number): Promise<void> {
    const samples = new Float32Array(this.#preRoll.length);
    this.#preRoll.read(samples);
    await lane.push(samples, rate, null);
    lane.clearOutput();
  }

  /** Passes on the sound that is ready; `seconds` have passed since the last call. */
  #emit(running: RunningModel, seconds: number): void {
    const { playback } = this.#outputs;
    const next = this.#next;
    const isFading = next !== null && this.#warmedUp >= WARM_UP_SECONDS;
    if (next && !isFading) {
      this.#warmedUp += seconds;
      next.lane.clearOutput();
    }
    const { output } = running.lane;
    const count = isFading ? Math.min(output.length, next.lane.output.length) : output.length;
    const [played, incoming] = this.#buffersFor(count);
    output.read(played);
    if (isFading && playback) {
      next.lane.output.read(incoming);
      const step = 1 / (CROSSFADE_SECONDS * playback.sink.sampleRate);
      this.#faded = crossfade(played, incoming, played, this.#faded, step);
    }
    playback?.push(played);
    // The headphones change over at the end of the fade.
    this.#outputs.pushHeadphones(running.lane);
    if (isFading && (this.#faded >= 1 || !playback))
      this.#replaceModel(next).catch((error: unknown) => this.#onLost(error));
  }

  #onHop(model: RunningModel, totalMs: number): void {
    // While two models run, or while it is being changed, its time says nothing.
    const config = this.#config;
    if (model !== this.#running || this.#next || this.#isFallingBack || !config) return;
    const ms = hopMs(model.lane.spec);
    if (this.#fallback.measure(totalMs / ms, ms / 1000, fallbacksOf(config).length)) this.#applyFallback();
  }

  #onFault(model: RunningModel): void {
    this.#modelResets++;
    this.#dropouts.add('model-reset', hopMs(model.lane.spec));
    const config = this.#config;
    if (model !== this.#running || this.#next || this.#isFallingBack || !config) return;
    if (this.#fallback.onFault(fallbacksOf(config).length)) this.#applyFallback();
  }

  #applyFallback(): void {
    this.#isFallingBack = true;
    const change = this.#changes.then(async () => {
      const config = this.#config;
      if (!config || this.#isClosed) return;
      this.#mix(config);
      try {
        await this.#changeModel(config);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        // No model is left: the voice passes unchanged.
        this.#fallback.giveUp(fallbacksOf(config).length);
        this.#mix(config);
      }
      this.#io.onChange();
    });
    this.#changes = change
      .catch((error: unknown) => this.#onLost(error))
      .then(() => void (this.#isFallingBack = false));
  }

  #buffersFor(count: number): [Float32Array, Float32Array] {
    if (this.#buffers[0].length < count)
      this.#buffers = [new Float32Array(2 * count), new Float32Array(2 * count)];
    return [this.#buffers[0].subarray(0, count), this.#buffers[1].subarray(0, count)];
  }

  #onLost(error: unknown): void {
    if (!this.#isClosed) this.#io.onLost(error);
  }
}

/** Fallback steps in order: a lighter model may fail as well. */
const fallbacksOf = ({ overloadPolicy, lighterModel }: EngineConfig): readonly Fallback[] =>
  overloadPolicy === 'lighter-model' && lighterModel ? ['lighter-model', 'bypass'] : ['bypass'];
