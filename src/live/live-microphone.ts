import { isDeepStrictEqual } from 'node:util';
import type { EngineConfig, EngineModel, EngineReport, FromEngine } from '../shared/engine-messages.js';
import { EngineHost, type SpawnEngine } from './engine-host.js';
import { Emitter } from '../shared/emitter.js';
import type {
  AudioDevices,
  LiveFix,
  LiveMicrophone,
  LiveSettings,
  LiveState,
  LiveStats,
  LiveStatus,
  Unsubscribe,
} from '../shared/live.js';
import { UserError, wordsOf } from '../shared/user-error.js';
import { streamEnvironment, type SoundState, type SoundSystem } from '../audio/control/open-sound-system.js';
import { chooseMicrophone, engineConfig } from './engine-config.js';
import { DropoutLog } from './dropout-log.js';
import { explain } from './explain.js';
import { Idleness } from './idleness.js';
import { misplacedStreams } from './misplaced-streams.js';
import { Recordings } from './recordings.js';
import { volumeProblems } from './volume-problems.js';
import { words, type Words } from '../words/words.js';

/** A stream that is still connected elsewhere after so long was moved by the server. */
const MISPLACED_AFTER_MS = 500;
const RETRY_MS = 500;
/** Stats that come no faster than figures can be read. */
const READABLE_PER_SECOND = 4;

export interface LiveMicrophoneParts {
  readonly settings: LiveSettings;
  readonly soundSystem: SoundSystem;
  /** Finds a model by its id or path. @throws UserError when there is none */
  resolveModel(idOrFile: string): Promise<EngineModel>;
  /** What an overload falls back to; null for bypass. */
  lighterModel(): Promise<EngineModel | null>;
  readonly engineFile: string;
  readonly spawnEngine: SpawnEngine;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Virtual microphone, engine process and recovery as one thing that is on or off. Whatever happens to devices
 * and servers, `#reconcile` compares what is there with what is wanted and does what is missing.
 */
export class SupervisedMicrophone implements LiveMicrophone {
  readonly #parts: LiveMicrophoneParts;
  readonly #statuses = new Emitter<LiveStatus>();
  readonly #stats = new Emitter<LiveStats>();
  readonly #devices = new Emitter<AudioDevices>();
  readonly #recordings = new Recordings();
  #settings: LiveSettings;
  #status: LiveStatus;
  #wanted = false;
  #host: EngineHost | null = null;
  #models: { chosen: EngineModel; lighter: EngineModel | null } | null = null;
  #sound: SoundState | null = null;
  #unwatch: Unsubscribe | null = null;
  #config: EngineConfig | null = null;
  #configuredAt = 0;
  #report: EngineReport | null = null;
  /** What the engine could not do of the settings; told until they change. */
  #refusal: Words | null = null;
  #statsPerSecond = READABLE_PER_SECOND;
  #spectraWanted = false;
  #metersWanted = false;
  readonly #dropouts = new DropoutLog(() => performance.now());
  #recordingsUnderWay = 0;
  readonly #idleness = new Idleness(() => void this.#reconcile());
  #turn: Promise<void> = Promise.resolve();
  #onFlowing: { resolve(): void; reject(error: Error): void } | null = null;

  constructor(parts: LiveMicrophoneParts) {
    this.#parts = parts;
    this.#settings = parts.settings;
    this.#status = {
      state: 'off',
      reason: null,
      problems: [],
      microphoneLabel: null,
      virtualMicrophoneLabel: parts.soundSystem.virtualMicrophone.label,
      listeners: [],
      activeModelId: null,
      idle: false,
      priority: null,
    };
  }

  get status(): LiveStatus {
    return this.#status;
  }

  get settings(): LiveSettings {
    return this.#settings;
  }

  readonly onStatus = this.#statuses.on;
  readonly onStats = this.#stats.on;

  readonly onDevices = (listener: (devices: AudioDevices) => void): Unsubscribe => {
    const unsubscribe = this.#devices.on(listener);
    this.#watch();
    return () => {
      unsubscribe();
      this.#unwatchIfUnused();
    };
  };

  async start(): Promise<void> {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#show('starting', null);
    const flowing = new Promise<void>((resolve, reject) => (this.#onFlowing = { resolve, reject }));
    // Whoever awaits it hears of a rejection; `stop` before that is no fault.
    flowing.catch(() => undefined);
    try {
      await this.#prepare();
    } catch (error) {
      this.#wanted = false;
      this.#onFlowing = null;
      this.#show('failed', wordsOf(error));
      throw error;
    }
    this.#watch();
    await flowing;
  }

  async stop(): Promise<void> {
    if (!this.#wanted) {
      if (this.#status.state === 'failed') this.#show('off', null);
      return;
    }
    this.#wanted = false;
    this.#idleness.forget();
    this.#onFlowing?.reject(new UserError(words('live.switchedOffBeforeSound')));
    this.#onFlowing = null;
    await this.#turn;
    await this.#host?.stop();
    this.#host = null;
    this.#engineIsDown();
    this.#config = null;
    this.#recordings.abandon();
    this.#dropouts.clear();
    await this.#parts.soundSystem.virtualMicrophone.destroy();
    this.#unwatchIfUnused();
    this.#show('off', null);
  }

  async configure(change: Partial<LiveSettings>): Promise<void> {
    const before = this.#settings;
    const settings = { ...before, ...change };
    if (this.#wanted && settings.modelId !== before.modelId)
      this.#models = await this.#resolveModels(settings.modelId);
    this.#settings = settings;
    this.#refusal = null;
    if (!this.#wanted) return;
    if (settings.setAsDefault !== before.setAsDefault)
      await this.#parts.soundSystem.virtualMicrophone.setAsDefault(settings.setAsDefault);
    await this.#reconcile();
  }

  async listDevices(): Promise<AudioDevices> {
    const { microphones, speakers, monitors = [] } = await this.#parts.soundSystem.state();
    return { microphones, speakers, monitors };
  }

  requestStats(perSecond: number): void {
    if (perSecond === this.#statsPerSecond) return;
    this.#statsPerSecond = perSecond;
    void this.#reconcile();
  }

  requestSpectra(wanted: boolean): void {
    if (wanted === this.#spectraWanted) return;
    this.#spectraWanted = wanted;
    void this.#reconcile();
  }

  requestMeters(wanted: boolean): void {
    if (wanted === this.#metersWanted) return;
    this.#metersWanted = wanted;
    void this.#reconcile();
  }

  async fix(fix: LiveFix): Promise<void> {
    const { soundSystem } = this.#parts;
    const microphone = this.#config?.microphone.name;
    if (!soundSystem.restoreVolume || microphone === undefined)
      throw new UserError(words('live.volumeNotRestored'));
    await soundSystem.restoreVolume(fix === 'restore-microphone-volume' ? { microphone } : 'own');
    await this.#lookAgain();
  }

  async record(seconds: number): Promise<{ before: Float32Array; after: Float32Array; sampleRate: number }> {
    if (!this.#report || !this.#host) throw new UserError(words('live.recordNeedsOn'));
    this.#recordingsUnderWay++;
    try {
      await this.#reconcile();
      return await this.#recordings.make((id) => this.#host?.send({ type: 'record', id, seconds }));
    } finally {
      this.#recordingsUnderWay--;
      void this.#reconcile();
    }
  }

  /** Everything that can fail for a reason that the user has to know at once. */
  async #prepare(): Promise<void> {
    const { virtualMicrophone } = this.#parts.soundSystem;
    this.#models = await this.#resolveModels(this.#settings.modelId);
    await virtualMicrophone.setAsDefault(this.#settings.setAsDefault);
    await virtualMicrophone.create();
    this.#sound = await this.#parts.soundSystem.state();
    const { engineFile, spawnEngine, env } = this.#parts;
    this.#host = new EngineHost({
      file: engineFile,
      spawn: spawnEngine,
      env,
      streamEnvironment: () => streamEnvironment(this.#parts.soundSystem, env),
      onMessage: (message) => this.#onMessage(message),
      onDown: (reason) => {
        this.#engineIsDown();
        this.#recordings.abandon();
        this.#show('recovering', reason);
        void this.#lookAgain();
      },
    });
    await this.#reconcile();
  }

  async #resolveModels(id: string): Promise<{ chosen: EngineModel; lighter: EngineModel | null }> {
    const chosen = await this.#parts.resolveModel(id);
    const lighter = await this.#parts.lighterModel();
    return { chosen, lighter: lighter?.id === chosen.id ? null : lighter };
  }

  #watch(): void {
    this.#unwatch ??= this.#parts.soundSystem.watch((sound) => {
      this.#sound = sound;
      if (sound) this.#devices.emit({ microphones: sound.microphones, speakers: sound.speakers });
      void this.#reconcile();
    });
  }

  /** The state may have changed and changed back between two looks of the watch, and all is made anew. */
  async #lookAgain(): Promise<void> {
    if (!this.#wanted) return;
    try {
      this.#sound = await this.#parts.soundSystem.state();
    } catch {
      this.#sound = null;
      setTimeout(() => void this.#lookAgain(), RETRY_MS);
    }
    await this.#reconcile();
  }

  #unwatchIfUnused(): void {
    if (this.#wanted || this.#devices.hasListeners) return;
    this.#unwatch?.();
    this.#unwatch = null;
  }

  /** Calls queue up, so that none works with what another has just changed. */
  #reconcile(): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      try {
        await this.#bringAbout();
      } catch (error) {
        if (!this.#wanted) return;
        this.#standBy(wordsOf(error));
        // What failed leaves no event behind when it would work again.
        setTimeout(() => void this.#lookAgain(), RETRY_MS);
      }
    });
    return this.#turn;
  }

  async #bringAbout(): Promise<void> {
    const host = this.#host;
    if (!this.#wanted || !host || !this.#models) return;
    const { soundSystem } = this.#parts;
    if (!this.#sound) return this.#standBy(words('live.waitingForServer'));
    if (!this.#sound.virtualMicrophoneReady) {
      // The streams of the engine went away with it, or lead nowhere.
      this.#standBy(words('live.virtualMicrophoneGone'));
      await soundSystem.virtualMicrophone.create();
      this.#sound = await soundSystem.state();
    }
    const sound = this.#sound;
    this.#dropouts.setListening(sound.listeners === null || sound.listeners.length > 0);
    const microphone = chooseMicrophone(sound, this.#settings);
    if (!microphone) return this.#standBy(words('live.microphoneMissing'));
    const config = engineConfig(
      this.#settings,
      microphone,
      sound,
      soundSystem.virtualMicrophone,
      this.#models,
      {
        idle: this.#idleness.isIdle(this.#isNeeded(sound)),
        statsPerSecond: this.#statsPerSecond,
        spectra: this.#spectraWanted,
      },
    );
    if (!isDeepStrictEqual(config, this.#config)) {
      this.#config = config;
      this.#configuredAt = Date.now();
      host.run(config);
    } else if (Date.now() - this.#configuredAt > MISPLACED_AFTER_MS) {
      await this.#putStreamsInPlace(sound, config);
    }
    this.#showWhatRuns();
  }

  async #putStreamsInPlace(sound: SoundState, config: EngineConfig): Promise<void> {
    for (const stream of misplacedStreams(sound, config, this.#host?.pid)) {
      if (stream.direction === 'capture')
        await this.#parts.soundSystem.moveStream(stream, config.microphone.name);
      // It opens all of them again.
      else return this.#host?.restart(words('live.streamsMoved'));
    }
  }

  #isNeeded(sound: SoundState): boolean {
    return (
      !this.#settings.pauseWhenIdle ||
      sound.listeners === null ||
      sound.listeners.length > 0 ||
      this.#settings.monitor !== null ||
      this.#spectraWanted ||
      this.#metersWanted ||
      this.#recordingsUnderWay > 0
    );
  }

  #onMessage(message: FromEngine): void {
    this.#recordings.onMessage(message);
    switch (message.type) {
      case 'stats':
        for (const dropout of message.stats.dropouts) this.#dropouts.add(dropout);
        this.#stats.emit({ ...message.stats, dropouts: this.#dropouts.figures });
        break;
      case 'running':
        this.#report = message.report;
        this.#dropouts.onSound();
        this.#onFlowing?.resolve();
        this.#onFlowing = null;
        this.#showWhatRuns();
        break;
      case 'refused':
        // In a call a model that can't be used is no reason to fall silent: the one before goes on.
        if (this.#report) {
          this.#refusal = message.words;
          this.#showWhatRuns();
        } else this.#fail(new UserError(message.words));
        break;
    }
  }

  #engineIsDown(): void {
    if (this.#report) this.#dropouts.onSilence();
    this.#report = null;
    this.#refusal = null;
  }

  /** No engine until something comes back. */
  #standBy(reason: Words): void {
    this.#host?.run(null);
    this.#config = null;
    this.#engineIsDown();
    this.#show(this.#onFlowing ? 'starting' : 'recovering', reason);
  }

  /** Can't go on without the user. */
  #fail(error: unknown): void {
    this.#host?.run(null);
    this.#config = null;
    this.#engineIsDown();
    this.#show('failed', wordsOf(error));
    this.#onFlowing?.reject(error instanceof Error ? error : new Error(String(error)));
    this.#onFlowing = null;
  }

  #showWhatRuns(): void {
    const report = this.#report;
    if (!report) {
      this.#show(this.#onFlowing ? 'starting' : 'recovering', this.#status.reason);
      return;
    }
    const bypassed = this.#settings.bypass || report.fallback === 'bypass';
    const reason = this.#config && explain(report, this.#settings, this.#config);
    this.#show(bypassed ? 'bypassed' : 'running', this.#refusal ?? reason);
  }

  #show(state: LiveState, reason: Words | null): void {
    const name = this.#config?.microphone.name;
    const microphoneMissing =
      state === 'recovering' &&
      this.#sound?.virtualMicrophoneReady &&
      !chooseMicrophone(this.#sound, this.#settings);
    const microphone = [...(this.#sound?.microphones ?? []), ...(this.#sound?.monitors ?? [])].find(
      (device) => device.name === name,
    );
    const status: LiveStatus = {
      state,
      reason,
      problems: this.#sound && this.#report ? volumeProblems(this.#sound, microphone, this.#host?.pid) : [],
      microphoneLabel: microphone?.label ?? null,
      virtualMicrophoneLabel: this.#status.virtualMicrophoneLabel,
      listeners: this.#wanted ? (this.#sound?.listeners ?? []) : [],
      activeModelId: this.#report?.activeModelId ?? null,
      idle: this.#report?.idle ?? false,
      priority: this.#report?.priority ?? null,
      ...(microphoneMissing && { microphoneMissing }),
    };
    if (isDeepStrictEqual(status, this.#status)) return;
    this.#status = status;
    this.#statuses.emit(status);
  }
}
