import type {
  EngineConfig,
  EngineMicrophone,
  EngineRecording,
  EngineReport,
  EngineStats,
  Overload,
} from '../../shared/engine-messages.js';
import { algorithmicLatencyMs, hopMs, type ModelSpec } from '../../shared/model-spec.js';
import type { AudioSource } from '../../audio/streams/source.js';
import { Capture } from './capture.js';
import { crossfade } from '../../dsp/fade.js';
import { SampleRing } from '../../dsp/ring.js';
import { DropoutQueue } from './dropout-queue.js';
import type { Mix } from './lane.js';
import { Outputs, type OutputsIo } from './outputs.js';
import { OverloadMonitor } from './overload.js';
import { sameChoice, Stage, type StageIo } from './running-model.js';
import { UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';

/** One model fades into another over this long. */
const CROSSFADE_SECONDS = 0.04;
/** A new model hears so much before it is heard, so that its recurrent state has settled. */
const WARM_UP_SECONDS = 0.2;
/** Kept of the microphone while nobody listens. */
const PRE_ROLL_SECONDS = 0.3;
/** While idle the microphone is read in long blocks, which cost next to nothing. */
const IDLE_BLOCK_MS = 100;
/** The resampling ratio is corrected this often, not at every hop: it rebuilds the filter. */
const STEERING_SECONDS = 1;

/** What the pipeline needs from outside; tests give it simulated devices and models. */
export interface PipelineIo extends StageIo, OutputsIo {
  /** @param blockMs a length that costs less, where latency doesn't count */
  openSource(device: EngineMicrophone, blockMs?: number): Promise<AudioSource>;
  /** Something that `report` tells changed. */
  onChange(): void;
  /** A device or the sound server went away: the pipeline can't go on. */
  onLost(error: unknown): void;
}

/**
 * Microphone → model → virtual microphone, as configured; changes apply while it runs, without a click.
 * Policy on trouble: what waits too long is dropped, oldest first (PlaybackQueue); a model that is too slow
 * gives way to a lighter one or to bypass (OverloadMonitor); lost devices are reported, not mended.
 */
export class Pipeline {
  readonly #io: PipelineIo;
  readonly #capture: Capture;
  readonly #outputs: Outputs;
  readonly #overload = new OverloadMonitor();
  readonly #preRoll: SampleRing;
  #config: EngineConfig | null = null;
  #stage: Stage | null = null;
  #next: Stage | null = null;
  #nextIsUrgent = false;
  /** Seconds that the next stage has heard, and how much of the fade to it is done, 0–1. */
  #warmedUp = 0;
  #faded = 0;
  #fadeDone: () => void = () => undefined;
  #openMicrophone: { device: EngineMicrophone; idle: boolean } | null = null;
  #changes: Promise<void> = Promise.resolve();
  #steeredAgo = 0;
  #flowing = false;
  #closed = false;
  readonly #dropouts: DropoutQueue;
  /** Overruns of microphones that are closed. */
  #pastXruns = 0;
  #reportedXruns = 0;
  #buffers: [Float32Array, Float32Array] = [new Float32Array(0), new Float32Array(0)];

  constructor(io: PipelineIo) {
    this.#io = io;
    this.#preRoll = new SampleRing(Math.round(PRE_ROLL_SECONDS * 192_000));
    this.#capture = new Capture(
      (rate) => this.#stage?.lane.framesToHop(rate) ?? Math.round(rate / 100),
      (samples, rate) => this.#take(samples, rate),
      () => io.now(),
      (error) => this.#lost(error),
    );
    this.#dropouts = new DropoutQueue(() => io.now());
    this.#outputs = new Outputs(
      {
        openSink: (device, onLost) => io.openSink(device, onLost),
        now: () => io.now(),
        onLost: (error) => this.#lost(error),
      },
      (kind, ms) => this.#dropouts.add(kind, ms),
    );
  }

  /**
   * Applies a configuration; calls queue up. Resolves when everything was changed, a fade to another model
   * included.
   *
   * @throws UserError when the model can't be used; everything else of the configuration was applied
   */
  configure(config: EngineConfig): Promise<void> {
    const change = this.#changes.then(() => this.#apply(config));
    this.#changes = change.catch(() => undefined);
    return change;
  }

  /** What runs now; null before anything flows. */
  get report(): Omit<EngineReport, 'priority'> | null {
    if (!this.#stage || !this.#config || !this.#flowing) return null;
    return {
      activeModelId: (this.#next ?? this.#stage).choice.model.id,
      overload: this.#overloadState(this.#config),
      idle: this.#config.idle,
      monitorFailed: this.#outputs.monitorFailed,
    };
  }

  /** Figures since the last call; null while nothing flows and while idle. */
  stats(): EngineStats | null {
    const stage = this.#stage;
    const source = this.#capture.source;
    const config = this.#config;
    if (!stage || !source || !config || config.idle) return null;
    const { spec } = stage.lane;
    const xrunsIn = this.#pastXruns + source.xruns;
    // How much was lost is not known: a block of the device at least.
    if (xrunsIn > this.#reportedXruns) this.#dropouts.add('overrun', source.bufferMs);
    this.#reportedXruns = xrunsIn;
    return {
      dropouts: this.#dropouts.drain(),
      ...stage.taps.take(config.spectra),
      latency: {
        algorithmicMs: algorithmicLatencyMs(spec),
        captureMs: source.bufferMs,
        resamplerMs: 1000 * stage.lane.resamplerSeconds(source.sampleRate),
        gateMs: stage.lane.gateMs,
        playbackMs: 1000 * (this.#outputs.playback?.sink.delay ?? 0),
      },
      xrunsIn,
      ...this.#outputs.stats(spec),
    };
  }

  /** @throws Error when the engine does not run, or stops or changes its model meanwhile */
  async record(seconds: number): Promise<EngineRecording> {
    if (!this.#stage) throw new UserError(words('engine.nothingToRecord'));
    return this.#stage.taps.record(seconds);
  }

  /** Whether a device has stood still for too long; a dead sound server shows in no other way. */
  get stalled(): boolean {
    return this.#capture.stalled || this.#outputs.stalled;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#capture.close();
    await this.#outputs.close();
    await this.#next?.dispose();
    await this.#stage?.dispose();
  }

  async #apply(config: EngineConfig): Promise<void> {
    const before = this.#config;
    this.#config = config;
    if (before && before.playback.name !== config.playback.name)
      throw new Error('The playback device of a running pipeline does not change.');
    // The model first: at the start there is nothing to play without it, later it must not hold up the rest.
    if (!this.#stage) await this.#changeModel(config);
    else this.#mix(config);
    await this.#changeDevices(config);
    await this.#changeModel(config);
    this.#io.onChange();
  }

  #overloadState(config: EngineConfig): Overload {
    const steps = fallbacksOf(config);
    return steps[Math.min(this.#overload.level, steps.length) - 1] ?? 'none';
  }

  #mix(config: EngineConfig): void {
    for (const stage of [this.#stage, this.#next]) stage?.lane.setMix(this.#mixOf(config));
  }

  #mixOf(config: EngineConfig): Mix {
    return {
      strength: config.strength,
      bypass: config.bypass || this.#overloadState(config) === 'bypass',
    };
  }

  async #changeModel(config: EngineConfig): Promise<void> {
    const gaveWay = this.#overload.level > 0 && config.overloadPolicy === 'lighter-model';
    const model = (gaveWay && config.lighterModel) || config.model;
    const choice = { model, voiceDetector: config.voiceDetector };
    if (this.#stage && sameChoice(this.#stage.choice, choice)) return;
    if (this.#stage) await this.#io.prepare(choice);
    const stage = await Stage.open(this.#io, choice, {
      playbackRate: config.playback.sampleRate,
      mix: this.#mixOf(config),
      makeRoom: async (seconds) => {
        if (this.#flowing && !config.idle && !gaveWay) await this.#outputs.playback?.stretch(seconds);
      },
      onHop: (spec, dry, after, totalMs) => this.#onHop(stage, spec, dry, after, totalMs),
    });
    await stage.lane.acceptRate(config.microphone.sampleRate);
    // One that is too slow has no time for a fade, in which both would run.
    this.#nextIsUrgent = model === config.lighterModel;
    if (this.#stage && this.#flowing && !config.idle) await this.#fadeTo(stage);
    else await this.#replaceStage(stage);
  }

  /** Lets it take over, between two chunks of sound. */
  #fadeTo(stage: Stage): Promise<void> {
    this.#warmedUp = this.#faded = 0;
    this.#next = stage;
    return new Promise((resolve) => (this.#fadeDone = resolve));
  }

  async #replaceStage(stage: Stage): Promise<void> {
    const old = this.#stage;
    this.#stage = stage;
    this.#next = null;
    this.#fadeDone();
    await old?.dispose();
  }

  async #changeDevices(config: EngineConfig): Promise<void> {
    const { microphone, idle } = config;
    const open = this.#openMicrophone;
    const isSame = open?.device.name === microphone.name && open.device.channel === microphone.channel;
    if (!open || !isSame || open.idle !== idle) {
      await this.#stage?.lane.acceptRate(microphone.sampleRate);
      if (this.#capture.source) this.#pastXruns += this.#capture.source.xruns;
      this.#capture.use(await this.#io.openSource(microphone, idle ? IDLE_BLOCK_MS : undefined));
      this.#openMicrophone = { device: microphone, idle };
    }
    await this.#outputs.change(config, this.#stage?.lane.spec.sampleRate ?? microphone.sampleRate);
  }

  /** Samples of the microphone. */
  async #take(samples: Float32Array, rate: number): Promise<void> {
    if (this.#next && this.#nextIsUrgent) await this.#replaceStage(this.#next);
    const stage = this.#stage;
    if (!stage || this.#closed) return;
    if (this.#config?.idle) {
      this.#preRoll.push(samples);
      const surplus = this.#preRoll.length - Math.round(PRE_ROLL_SECONDS * rate);
      if (surplus > 0) this.#preRoll.skip(surplus);
    } else {
      if (this.#preRoll.length > 0) await this.#feedPreRoll(stage, rate);
      await stage.lane.push(samples, rate, stage.taps);
      await this.#next?.lane.push(samples, rate, null);
      this.#emit(stage, samples.length / rate);
    }
    if (!this.#flowing) {
      this.#flowing = true;
      this.#io.onChange();
    }
  }

  /** What came before somebody listened: the model's state settles on it, but it is not played. */
  async #feedPreRoll(stage: Stage, rate: number): Promise<void> {
    const samples = new Float32Array(this.#preRoll.length);
    this.#preRoll.read(samples);
    await stage.lane.push(samples, rate, null);
    stage.lane.output.clear();
  }

  /** Hands on what is ready; `seconds` have passed since the last call. */
  #emit(stage: Stage, seconds: number): void {
    const { playback } = this.#outputs;
    const next = this.#next;
    const fading = next !== null && this.#warmedUp >= WARM_UP_SECONDS;
    if (next && !fading) {
      this.#warmedUp += seconds;
      next.lane.output.clear();
    }
    const { output } = stage.lane;
    const count = fading ? Math.min(output.length, next.lane.output.length) : output.length;
    const [played, incoming] = this.#room(count);
    output.read(played);
    if (fading && playback) {
      next.lane.output.read(incoming);
      const step = 1 / (CROSSFADE_SECONDS * playback.sink.sampleRate);
      this.#faded = crossfade(played, incoming, played, this.#faded, step);
    }
    playback?.push(played);
    this.#steer(seconds);
    if (fading && (this.#faded >= 1 || !playback))
      this.#replaceStage(next).catch((error: unknown) => this.#lost(error));
  }

  #steer(seconds: number): void {
    this.#steeredAgo += seconds;
    const { playback } = this.#outputs;
    if (!playback || this.#steeredAgo < STEERING_SECONDS) return;
    this.#steeredAgo = 0;
    for (const stage of [this.#stage, this.#next]) stage?.lane.steer(playback.drift.ppm);
  }

  #onHop(stage: Stage, spec: ModelSpec, before: Float32Array, after: Float32Array, totalMs: number): void {
    if (stage !== this.#stage) return;
    this.#outputs.hear(before, after, spec.sampleRate);
    // While two models run, or while it is being changed, its time says nothing.
    const config = this.#config;
    if (this.#next || !config) return;
    const ms = hopMs(spec);
    if (!this.#overload.measure(totalMs / ms, ms / 1000, fallbacksOf(config).length)) return;
    const change = this.#changes.then(async () => {
      if (!this.#config || this.#closed) return;
      this.#mix(this.#config);
      await this.#changeModel(this.#config);
      this.#io.onChange();
    });
    this.#changes = change.catch((error: unknown) => this.#lost(error));
  }

  #room(count: number): [Float32Array, Float32Array] {
    if (this.#buffers[0].length < count)
      this.#buffers = [new Float32Array(2 * count), new Float32Array(2 * count)];
    return [this.#buffers[0].subarray(0, count), this.#buffers[1].subarray(0, count)];
  }

  #lost(error: unknown): void {
    if (!this.#closed) this.#io.onLost(error);
  }
}

/** What an overload falls back to, step by step: a lighter model may be too slow as well. */
const fallbacksOf = ({ overloadPolicy, lighterModel }: EngineConfig): readonly Overload[] =>
  overloadPolicy === 'lighter-model' && lighterModel ? ['lighter-model', 'bypass'] : ['bypass'];
