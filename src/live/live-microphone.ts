import { isDeepStrictEqual } from 'node:util';
import type {
  EngineConfig,
  EngineModel,
  EngineRecording,
  EngineReport,
  FromEngine,
} from '../shared/engine-messages.js';
import { EngineHost, type SpawnEngine } from './engine-host.js';
import { Emitter } from '../shared/emitter.js';
import type {
  AudioDevices,
  Level,
  LiveFix,
  LiveMicrophone,
  LiveSettings,
  LiveState,
  LiveStats,
  LiveStatus,
  Unsubscribe,
} from '../shared/live.js';
import { UserError, wordsOf } from '../shared/user-error.js';
import {
  SoundServerError,
  streamEnvironment,
  type SoundState,
  type SoundSystem,
} from '../audio/control/open-sound-system.js';
import { engineConfig } from './engine-config.js';
import { DropoutLog } from './dropout-log.js';
import { EngineFaults } from './engine-faults.js';
import { explain } from './explain.js';
import { Idleness } from './idleness.js';
import { MutedSpeech } from './muted-speech.js';
import { Recordings } from './recordings.js';
import { microphoneInUse } from '../shared/microphone-profile.js';
import { isSilent, strongestOf, type HeldKey } from '../shared/mode.js';
import { StreamPlacement, type Placement } from './stream-placement.js';
import { liveProblems } from './live-problems.js';
import { words, type Words } from '../words/words.js';

/** A new stream is listed, and where it is connected, after this time. */
const PLACED_AFTER_MS = 600;
/** Pauses before what failed is tried again; after the last one it is given up. */
const RETRIES_MS = [500, 1500, 4000];
/** Pause before the next look at a sound server that does not answer. */
const SERVER_RETRY_MS = 500;
/** Default number of stats a second: no more than can be read. */
const READABLE_PER_SECOND = 4;

/** The reason why there is no microphone to open. */
function missingMicrophone({ monitors = [] }: SoundState): Words {
  const monitor = monitors.find(({ isDefault }) => isDefault);
  return monitor ? words('live.defaultIsMonitor', { label: monitor.label }) : words('live.microphoneMissing');
}

interface Models {
  readonly chosen: EngineModel;
  /** The one that an overload falls back to; null for none. */
  readonly lighter: EngineModel | null;
}

/** Devices that can be chosen. */
const devicesOf = ({ microphones, speakers, monitors = [], isVirtualDefault }: SoundState): AudioDevices => ({
  microphones,
  speakers,
  monitors,
  ...(isVirtualDefault && { isVirtualDefault }),
});

/** Parts that the live microphone works with; tests give it others. */
export interface LiveMicrophoneParts {
  readonly settings: LiveSettings;
  readonly soundSystem: SoundSystem;
  /**
   * Finds a model by its id or path.
   *
   * @throws UserError when there is none
   */
  resolveModel(idOrFile: string): Promise<EngineModel>;
  /** The model that an overload falls back to; null for bypass. */
  lighterModel(): Promise<EngineModel | null>;
  readonly engineFile: string;
  readonly spawnEngine: SpawnEngine;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Virtual microphone, engine process and recovery as one thing that is on or off. Whatever happens to devices
 * and servers, `#reconcile` compares what is there with what is wanted and does what is missing; after each action of
 * its own it looks again.
 */
export class SupervisedMicrophone implements LiveMicrophone {
  readonly #parts: LiveMicrophoneParts;
  readonly #statuses = new Emitter<LiveStatus>();
  readonly #stats = new Emitter<LiveStats>();
  readonly #devices = new Emitter<AudioDevices>();
  readonly #recordings = new Recordings();
  #settings: LiveSettings;
  #status: LiveStatus;
  #isWanted = false;
  #host: EngineHost | null = null;
  #models: Models | null = null;
  #sound: SoundState | null = null;
  #unwatch: Unsubscribe | null = null;
  #config: EngineConfig | null = null;
  #restorer: { end(): void } | null = null;
  readonly #faults = new EngineFaults(() => performance.now());
  readonly #placement = new StreamPlacement(() => performance.now());
  /** Streams that stay on devices other than the configured ones. */
  #placed: Placement = { moves: [], words: null, microphone: null };
  #lookTimer: NodeJS.Timeout | null = null;
  /** Whether sound has flowed since it was switched on. */
  #hasRun = false;
  /** Failures in a row of `#bringAbout`, and when it may be called again, ms. */
  #failures = 0;
  #retryAt = 0;
  #report: EngineReport | null = null;
  /** Reason why the engine refused a part of the settings; shown until they change. */
  #refusal: Words | null = null;
  #statsPerSecond = READABLE_PER_SECOND;
  #areSpectraWanted = false;
  #areMetersWanted = false;
  readonly #dropouts = new DropoutLog(() => performance.now());
  #recordingsUnderWay = 0;
  /** Keys that are held, by their holders. */
  readonly #heldKeys = new Map<string, HeldKey>();
  readonly #mutedSpeech = new MutedSpeech();
  #isSpeakingWhileMuted = false;
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
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.#failures = this.#retryAt = 0;
    this.#hasRun = false;
    this.#faults.reset();
    this.#show('starting', null);
    const flowing = new Promise<void>((resolve, reject) => (this.#onFlowing = { resolve, reject }));
    // Avoids an unhandled rejection when `stop` comes before anyone awaits it.
    flowing.catch(() => undefined);
    this.#watch();
    // In turn: what the last run left is released first, and `stop` waits for this.
    this.#turn = this.#turn.then(async () => {
      try {
        await this.#prepare();
      } catch (error) {
        this.#fail(error);
      }
    });
    await this.#turn;
    await this.#reconcile();
    await flowing;
  }

  async stop(): Promise<void> {
    const wasWanted = this.#isWanted;
    this.#isWanted = false;
    if (wasWanted) {
      this.#onFlowing?.reject(new UserError(words('live.switchedOffBeforeSound')));
      this.#onFlowing = null;
      const released = this.#turn.then(() => this.#release());
      this.#turn = released.catch(() => undefined);
      await released;
    }
    await this.#turn;
    if (!this.#isWanted) this.#show('off', null);
  }

  async configure(change: Partial<LiveSettings>): Promise<void> {
    const before = this.#settings;
    const settings = { ...before, ...change };
    if (this.#isWanted && settings.modelId !== before.modelId)
      this.#models = await this.#resolveModels(settings.modelId);
    this.#settings = settings;
    this.#muteNow();
    this.#refusal = null;
    if (settings.modelId !== before.modelId) this.#faults.reset();
    if (!this.#isWanted) return;
    if (settings.setAsDefault !== before.setAsDefault)
      await this.#parts.soundSystem.virtualMicrophone.setAsDefault(settings.setAsDefault);
    await this.#reconcile();
  }

  async hold(holder: string, key: HeldKey | null): Promise<void> {
    if (key) this.#heldKeys.set(holder, key);
    else this.#heldKeys.delete(holder);
    this.#muteNow();
    await this.#reconcile();
  }

  async listDevices(): Promise<AudioDevices> {
    return devicesOf(await this.#parts.soundSystem.state());
  }

  requestStats(perSecond: number): void {
    if (perSecond === this.#statsPerSecond) return;
    this.#statsPerSecond = perSecond;
    void this.#reconcile();
  }

  requestSpectra(wanted: boolean): void {
    if (wanted === this.#areSpectraWanted) return;
    this.#areSpectraWanted = wanted;
    void this.#reconcile();
  }

  requestMeters(wanted: boolean): void {
    if (wanted === this.#areMetersWanted) return;
    this.#areMetersWanted = wanted;
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

  async record(seconds: number): Promise<EngineRecording> {
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

  /**
   * Makes the virtual microphone, where the sound server is there, and the engine's host.
   *
   * @throws UserError for a reason that only the user can mend
   */
  async #prepare(): Promise<void> {
    const { virtualMicrophone } = this.#parts.soundSystem;
    this.#models = await this.#resolveModels(this.#settings.modelId);
    if (!this.#isWanted) return;
    await virtualMicrophone.setAsDefault(this.#settings.setAsDefault);
    this.#restorer = this.#parts.soundSystem.startRestorer?.() ?? null;
    try {
      await virtualMicrophone.create();
      this.#sound = await this.#parts.soundSystem.state();
    } catch (error) {
      // Started before the sound server: the watch tells when it is there.
      if (!(error instanceof SoundServerError)) throw error;
      this.#sound = null;
    }
    const { engineFile, spawnEngine, env } = this.#parts;
    this.#host = new EngineHost({
      file: engineFile,
      spawn: spawnEngine,
      env,
      streamEnvironment: () => streamEnvironment(this.#parts.soundSystem, env),
      onMessage: (message) => this.#onMessage(message),
      onDown: (reason, isFault) => void this.#onEngineDown(reason, isFault),
    });
  }

  /** Takes back everything that was made; it may be called at any time. */
  async #release(): Promise<void> {
    this.#idleness.forget();
    if (this.#lookTimer) clearTimeout(this.#lookTimer);
    this.#lookTimer = null;
    try {
      await this.#host?.stop();
    } finally {
      this.#host = null;
      this.#engineIsDown();
      this.#config = null;
      this.#recordings.abandon();
      this.#dropouts.clear();
      this.#unwatchIfUnused();
      await this.#parts.soundSystem.virtualMicrophone.destroy();
      this.#restorer?.end();
      this.#restorer = null;
    }
  }

  async #resolveModels(id: string): Promise<Models> {
    const chosen = await this.#parts.resolveModel(id);
    const lighter = await this.#parts.lighterModel();
    return { chosen, lighter: lighter?.id === chosen.id ? null : lighter };
  }

  #watch(): void {
    this.#unwatch ??= this.#parts.soundSystem.watch((sound) => {
      this.#sound = sound;
      if (sound) this.#devices.emit(devicesOf(sound));
      void this.#reconcile();
    });
  }

  /** Asks for the state now: it may have changed and changed back between two reports of the watch. */
  async #lookAgain(): Promise<void> {
    if (!this.#isWanted) return;
    try {
      this.#sound = await this.#parts.soundSystem.state();
    } catch {
      this.#sound = null;
      this.#lookLater(SERVER_RETRY_MS);
    }
    await this.#reconcile();
  }

  #lookLater(ms: number): void {
    if (this.#lookTimer) clearTimeout(this.#lookTimer);
    this.#lookTimer = setTimeout(() => {
      this.#lookTimer = null;
      void this.#lookAgain();
    }, ms);
  }

  #unwatchIfUnused(): void {
    if (this.#isWanted || this.#devices.hasListeners) return;
    this.#unwatch?.();
    this.#unwatch = null;
  }

  /** Calls queue up, so that none works with what another has just changed. */
  #reconcile(): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      // Events of a failed try are no reason to try again sooner.
      if (performance.now() < this.#retryAt) return;
      try {
        await this.#bringAbout();
        this.#failures = 0;
      } catch (error) {
        if (this.#isWanted) this.#onFailure(error);
      }
    });
    return this.#turn;
  }

  #onFailure(error: unknown): void {
    // A server that does not answer may come back at any time; everything else is given up at last.
    const pause = error instanceof SoundServerError ? SERVER_RETRY_MS : RETRIES_MS[this.#failures++];
    if (pause === undefined) return this.#fail(error);
    this.#retryAt = performance.now() + pause - 1;
    this.#standBy(wordsOf(error));
    // No event tells when a failed action would work again.
    this.#lookLater(pause);
  }

  async #bringAbout(): Promise<void> {
    const host = this.#host;
    if (!this.#isWanted || !host || !this.#models) return;
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
    const microphone = microphoneInUse(sound, this.#settings);
    if (!microphone) return this.#standBy(missingMicrophone(sound));
    const config = engineConfig(
      this.#faults.degradation === 'bypass' ? { ...this.#settings, bypass: true } : this.#settings,
      microphone,
      sound,
      soundSystem.virtualMicrophone,
      this.#chosenModels(this.#models),
      {
        idle: this.#idleness.isIdle(this.#isNeeded(sound)),
        statsPerSecond: this.#statsPerSecond,
        spectra: this.#areSpectraWanted,
        muted: this.#isSilent,
      },
    );
    this.#placed = { moves: [], words: null, microphone: null };
    if (isDeepStrictEqual(config, this.#config)) await this.#placeStreams(sound, config);
    else {
      this.#config = config;
      host.run(config);
      this.#lookLater(PLACED_AFTER_MS);
    }
    this.#showWhatRuns();
  }

  async #placeStreams(sound: SoundState, config: EngineConfig): Promise<void> {
    this.#placed = this.#placement.check(sound, config, this.#host?.pid);
    for (const { stream, device } of this.#placed.moves)
      await this.#parts.soundSystem.moveStream(stream, device);
    if (this.#placed.moves.length > 0) this.#lookLater(PLACED_AFTER_MS);
  }

  /** The models to run: the lighter one in place of a chosen one that ends the engine. */
  #chosenModels(models: Models): Models {
    const isDegraded = this.#faults.degradation !== 'none' && models.lighter;
    return isDegraded ? { chosen: models.lighter, lighter: null } : models;
  }

  #isNeeded(sound: SoundState): boolean {
    return (
      !this.#settings.pauseWhenIdle ||
      sound.listeners === null ||
      sound.listeners.length > 0 ||
      this.#settings.monitor !== null ||
      this.#areSpectraWanted ||
      this.#areMetersWanted ||
      this.#recordingsUnderWay > 0
    );
  }

  #onMessage(message: FromEngine): void {
    this.#recordings.onMessage(message);
    switch (message.type) {
      case 'stats':
        for (const dropout of message.stats.dropouts) this.#dropouts.add(dropout);
        this.#stats.emit({ ...message.stats, dropouts: this.#dropouts.figures });
        this.#noticeMutedSpeech(message.stats.output);
        break;
      case 'running':
        this.#report = message.report;
        this.#hasRun = true;
        this.#dropouts.onSound();
        this.#onFlowing?.resolve();
        this.#onFlowing = null;
        this.#showWhatRuns();
        break;
      case 'refused':
        // A model that can't be used is no reason to fall silent in a call: the one before goes on.
        if (this.#report) {
          this.#refusal = message.words;
          this.#showWhatRuns();
        } else this.#fail(new UserError(message.words));
        break;
    }
  }

  async #onEngineDown(reason: Words, isFault: boolean): Promise<void> {
    this.#engineIsDown();
    this.#recordings.abandon();
    this.#show('recovering', reason);
    await this.#lookAgain();
    // A crash while the sound server is away is the server's.
    if (!isFault || !this.#sound || !this.#isWanted) return;
    if (!this.#faults.onFault(this.#models?.lighter !== null, this.#hasRun))
      return this.#fail(new UserError(reason));
    await this.#reconcile();
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

  /** Can't go on without the user: everything is taken back, and `start` begins anew. */
  #fail(error: unknown): void {
    if (!this.#isWanted) return;
    this.#isWanted = false;
    const onFlowing = this.#onFlowing;
    this.#onFlowing = null;
    const thrown = error instanceof Error ? error : new Error(String(error));
    this.#host?.run(null);
    this.#engineIsDown();
    this.#config = null;
    this.#show('failed', wordsOf(error));
    this.#turn = this.#turn
      .then(() => this.#release())
      .catch(() => undefined)
      .then(() => onFlowing?.reject(thrown));
  }

  get #heldKey(): HeldKey | null {
    return strongestOf(this.#heldKeys.values());
  }

  get #isSilent(): boolean {
    return isSilent(this.#settings.muted, this.#heldKey);
  }

  /** Mutes, or lifts it, and shows that, without a turn in the queue: what it waits for may take seconds. */
  #muteNow(): void {
    const muted = this.#isSilent;
    if (this.#host && this.#config && this.#config.muted !== muted) {
      this.#config = { ...this.#config, muted };
      this.#host.run(this.#config);
    }
    this.#show(this.#status.state, this.#status.reason);
  }

  #noticeMutedSpeech(level: Level): void {
    const isSpeaking = this.#mutedSpeech.update(level, this.#isSilent);
    if (isSpeaking === this.#isSpeakingWhileMuted) return;
    this.#isSpeakingWhileMuted = isSpeaking;
    this.#showWhatRuns();
  }

  #showWhatRuns(): void {
    const report = this.#report;
    if (!report) {
      this.#show(this.#onFlowing ? 'starting' : 'recovering', this.#status.reason);
      return;
    }
    const bypassed =
      this.#settings.bypass || report.fallback === 'bypass' || this.#faults.degradation === 'bypass';
    const explained = this.#config && explain(report, this.#settings, this.#config, this.#faults.degradation);
    const reason = this.#placed.words ?? explained;
    this.#show(bypassed ? 'bypassed' : 'running', this.#refusal ?? reason);
  }

  #show(state: LiveState, reason: Words | null): void {
    const heldKey = this.#heldKey;
    const name = this.#placed.microphone ?? this.#config?.microphone.name;
    const microphoneMissing =
      state === 'recovering' &&
      this.#sound?.virtualMicrophoneReady &&
      !microphoneInUse(this.#sound, this.#settings);
    const microphone = [...(this.#sound?.microphones ?? []), ...(this.#sound?.monitors ?? [])].find(
      (device) => device.name === name,
    );
    const status: LiveStatus = {
      state,
      reason,
      problems: this.#sound && this.#report ? liveProblems(this.#sound, microphone, this.#host?.pid) : [],
      microphoneLabel: microphone?.label ?? null,
      virtualMicrophoneLabel: this.#parts.soundSystem.virtualMicrophone.label,
      listeners: this.#isWanted ? (this.#sound?.listeners ?? []) : [],
      activeModelId: this.#report?.activeModelId ?? null,
      idle: this.#report?.idle ?? false,
      priority: this.#report?.priority ?? null,
      ...(microphoneMissing && { microphoneMissing }),
      ...(this.#isSilent && this.#isWanted && { silent: true }),
      ...(heldKey && { heldKey }),
      ...(this.#isSpeakingWhileMuted && this.#isSilent && { speakingWhileMuted: true }),
    };
    if (isDeepStrictEqual(status, this.#status)) return;
    this.#status = status;
    this.#statuses.emit(status);
  }
}
