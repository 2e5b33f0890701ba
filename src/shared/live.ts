import { DEFAULT_MODEL_ID } from './model-id.js';
import type { MicrophoneTest } from './microphone-test.js';
import type { Words } from '../words/words.js';
import type { HeldKey } from './mode.js';

/**
 * The live microphone as its two front ends, the window and the command line, see it: what can be set, what
 * state it is in, and the figures that it measures. All of it is plain data, so it crosses process borders.
 */

/** The user's own default device, whatever it is at the time. */
export const DEFAULT_DEVICE = 'default';

/** Look-ahead of the voice gate: it delays the voice by this much, milliseconds. */
export const VOICE_GATE_LOOK_AHEAD_MS = 96;

/** Policy for a processor that is too slow for the model for more than a second. */
export type OverloadPolicy = 'lighter-model' | 'bypass';

/** Sound on the user's headphones. */
export type MonitorTap = 'before' | 'after';

/** Most channels of a microphone that are looked at; the sound servers know no more. */
export const MAX_MICROPHONE_CHANNELS = 32;

/**
 * The channel of a microphone that is used: the one with the loudest voice, which is measured all the time, or the one
 * with this number, counted from 1. A microphone that has no such channel falls back to the loudest.
 */
export type MicrophoneChannel = 'loudest' | number;

/**
 * When the microphone is closed while no app records the virtual one: with `bluetooth` only where holding it open
 * keeps a headset in its telephone profile.
 */
export type ReleaseMicrophone = 'bluetooth' | 'always' | 'never';

/** Settings of the live microphone. */
export interface LiveSettings {
  /** Stable name of the microphone, or `default`. */
  readonly microphone: string;
  /** Which channel of a microphone with several carries the voice. */
  readonly channel: MicrophoneChannel;
  /** Id of a model in the store. */
  readonly modelId: string;
  /** Share of the enhanced signal, 0–100 %; the rest is the dry signal, delayed by n − h. */
  readonly strength: number;
  /** The dry signal as it is, delayed alike, with no inference. */
  readonly bypass: boolean;
  /** Digital silence is sent, which no calling app can lift; `bypass` decides what follows it. */
  readonly muted: boolean;
  /** Stable name of the speakers to listen on, `default`, or null for none. */
  readonly monitor: string | null;
  readonly monitorTap: MonitorTap;
  /** Make the virtual microphone the system's default while it runs; the previous one comes back. */
  readonly setAsDefault: boolean;
  readonly overloadPolicy: OverloadPolicy;
  /** Pause inference while no app records the virtual microphone. */
  readonly pauseWhenIdle: boolean;
  /** Close the microphone while inference is paused; waking up then takes as long as the device needs to open. */
  readonly releaseMicrophone: ReleaseMicrophone;
  /** Let only speech through (Silero VAD), with look-ahead and hold. */
  readonly voiceGate: boolean;
  /** Use the default microphone while the chosen one is unplugged. */
  readonly fallBackToDefaultMicrophone: boolean;
}

/** Settings of a new installation. */
export const DEFAULT_LIVE_SETTINGS: LiveSettings = {
  microphone: DEFAULT_DEVICE,
  channel: 'loudest',
  modelId: DEFAULT_MODEL_ID,
  strength: 100,
  bypass: false,
  muted: false,
  monitor: null,
  monitorTap: 'after',
  setAsDefault: false,
  overloadPolicy: 'lighter-model',
  pauseWhenIdle: true,
  releaseMicrophone: 'bluetooth',
  voiceGate: false,
  fallBackToDefaultMicrophone: true,
};

/**
 * - `off`: no virtual microphone.
 * - `starting`: it is there, sound isn't flowing yet.
 * - `running`: clean sound flows (or inference is paused because nobody records).
 * - `bypassed`: the dry signal flows, by the user's choice or because of overload.
 * - `recovering`: sound server, microphone or engine went away; being brought back without the user.
 * - `failed`: can't go on without the user; `reason` says what to do.
 */
export type LiveState = 'off' | 'starting' | 'running' | 'bypassed' | 'recovering' | 'failed';

/** Remedy for a problem that one click applies: `LiveMicrophone.fix`. */
export type LiveFix = 'restore-microphone-volume' | 'restore-virtual-microphone-volume';

/** Something that a user should know although sound flows, such as a muted microphone. */
export interface LiveProblem {
  readonly words: Words;
  /** Null where only the user can mend it. */
  readonly fix: LiveFix | null;
}

/** State of the live microphone, with its devices, model and problems. */
export interface LiveStatus {
  readonly state: LiveState;
  /** One sentence for the user: why it recovers, fell back or failed; null when there is nothing to say. */
  readonly reason: Words | null;
  /** Further problems, such as a muted microphone; shown next to the meters. */
  readonly problems: readonly LiveProblem[];
  /** Name, as people know it, of the microphone in use; null when none is open. */
  readonly microphoneLabel: string | null;
  /** Name of the virtual microphone as calling apps list it. */
  readonly virtualMicrophoneLabel: string;
  /** Names of the apps that record the virtual microphone now. */
  readonly listeners: readonly string[];
  /** The model that runs; differs from the chosen one after an overload. */
  readonly activeModelId: string | null;
  /** Whether inference is paused because nobody records. */
  readonly idle: boolean;
  /** Priority of the running engine; null while there is none. */
  readonly priority: AudioPriority | null;
  /** Set while it is `recovering` because there is no microphone to be opened. */
  readonly microphoneMissing?: true;
  /** Set while nothing but silence is sent: muted, or a key to mute is held. */
  readonly silent?: true;
  /** A key that is held: to talk while muted, or to mute. */
  readonly heldKey?: HeldKey;
  /** Set while somebody speaks, or did a moment ago, whom silence is sent for. */
  readonly speakingWhileMuted?: true;
}

/** Level of a signal over the last report, dBFS. */
export interface Level {
  readonly rmsDbfs: number;
  readonly peakDbfs: number;
  /** A sample at or beyond full scale, or one that is no number, since the last report. */
  readonly clipped: boolean;
  /** A sample was no finite number since the last report; it counts as full scale in both levels. */
  readonly notFinite?: true;
}

/**
 * Kind of a dropout.
 *
 * - `underrun`: sound came too late, so that silence was played in its place.
 * - `overrun`: sound of the microphone was lost before it was read.
 * - `cut`: a backlog was taken out, joined by a crossfade.
 * - `repeat`: a moment was played twice, while a model was being opened.
 * - `model-reset`: the model gave no usable sound and was reset; the unprocessed voice was played meanwhile.
 * - `restart`: the engine, the microphone or the sound server went away and came back.
 */
export type DropoutKind = 'underrun' | 'overrun' | 'cut' | 'repeat' | 'model-reset' | 'restart';

/** Something that an app heard which was listening: never start-up, wake-up or the time without a listener. */
export interface Dropout {
  readonly kind: DropoutKind;
  /** When it began, milliseconds since 1970. */
  readonly time: number;
  /** How much sound was missing, replaced or played twice, milliseconds. */
  readonly ms: number;
}

/** Number of dropouts, and the newest ones. */
export interface Dropouts {
  /** Since it was switched on. */
  readonly count: number;
  /** The newest ones, oldest first; at most LATEST_DROPOUTS. */
  readonly latest: readonly Dropout[];
}

/** How many dropouts are kept with their time and kind. */
export const LATEST_DROPOUTS = 20;

/** Parts of the delay, in milliseconds. */
export interface LatencyParts {
  /** n − h, plus one hop to fill: the model's own. */
  readonly algorithmicMs: number;
  /** Waiting in the capture side's queues. */
  readonly captureMs: number;
  /** Resamplers on both sides; 0 when the rates agree. */
  readonly resamplerMs: number;
  /** Look-ahead of the voice gate; 0 while it is off. */
  readonly gateMs: number;
  /** Waiting in the playback side's queues. */
  readonly playbackMs: number;
}

/** All parts together. */
export const totalLatencyMs = (parts: LatencyParts): number =>
  parts.algorithmicMs + parts.captureMs + parts.resamplerMs + parts.gateMs + parts.playbackMs;

/** Figures of the room and the microphone over the last minutes of use; see `SpeechFigures`. */
export interface RoomFigures {
  /** Length of the sound that they rest on. */
  readonly seconds: number;
  /** Rate of the device, Hz. */
  readonly sampleRate: number;
  readonly noiseFloorDbfs: number;
  /** Null without speech, as is `snrDb`. */
  readonly speechDbfs: number | null;
  readonly snrDb: number | null;
  /** Level far above 8 kHz, in speech and in pauses; null without speech, and where the rate leaves no such band. */
  readonly high: { readonly speechDbfs: number; readonly noiseDbfs: number } | null;
}

/** Live figures, reported as often as was asked for while sound flows. All are measured. */
export interface LiveStats {
  readonly input: Level;
  readonly output: Level;
  /** Real-time factor of inference over the last 10 s: time in the session ÷ audio time. Null until measured. */
  readonly rtfMean: number | null;
  readonly rtfP99: number | null;
  readonly hopMs: number;
  readonly latency: LatencyParts;
  /** Dropouts that reached recording apps. */
  readonly dropouts: Dropouts;
  /** Whether `latency` and `driftPpm` are still settling, as they do for some time after each start. */
  readonly settling: boolean;
  /** Hops since the start in which the model gave no usable sound and was reset. */
  readonly modelResets: number;
  /** Under- and overruns that the sound system reported since the start, heard or not. */
  readonly xrunsIn: number;
  readonly xrunsOut: number;
  /** Hops dropped (oldest first) and hops of silence inserted since the start. */
  readonly droppedHops: number;
  readonly insertedHops: number;
  /** Difference between the two devices' clocks that is being corrected, parts per million. */
  readonly driftPpm: number;
  /** Null before the first sound of a microphone. */
  readonly room: RoomFigures | null;
  /** Spectrogram columns since the last report; null unless asked for, or when no column is due. */
  readonly spectra: Spectra | null;
}

/** Magnitude spectra before and after, 25 for each second of sound, dBFS. */
export interface Spectra {
  /** Spectra × bins, oldest first; the bins go from 0 Hz to half the rate. */
  readonly before: Float32Array;
  readonly after: Float32Array;
  readonly bins: number;
  /** Hz. */
  readonly sampleRate: number;
}

/** A microphone or speaker that can be chosen. */
export interface AudioDevice {
  /** Stable name, the same after unplugging or a restart. */
  readonly name: string;
  /** Name as people know it. */
  readonly label: string;
  readonly isDefault: boolean;
}

/** Devices that can be chosen. */
export interface AudioDevices {
  readonly microphones: readonly AudioDevice[];
  readonly speakers: readonly AudioDevice[];
  /** Sources that carry the sound of speakers: a microphone only where one is chosen by its name. */
  readonly monitors?: readonly AudioDevice[];
  /** Set while the virtual microphone is the system's default microphone, which then stands for a real one. */
  readonly isVirtualDefault?: true;
}

/** Level of a microphone that was listened to for a moment. */
export interface MeasuredMicrophone extends Pick<AudioDevice, 'name' | 'label'> {
  readonly level: Level;
}

/** Ends a subscription. */
export type Unsubscribe = () => void;

/** Whether the thread that carries the sound runs before other programs, so that a busy machine can't hold it up. */
export interface AudioPriority {
  /** Who raised it: the system, which lets this user do it, or the service RealtimeKit; null for nobody. */
  readonly raisedBy: 'system' | 'RealtimeKit' | null;
  /** Why nobody could; null when it is raised. */
  readonly problem: Words | null;
}

/**
 * The live microphone: virtual device, engine process and recovery as one thing that can be switched on and
 * off. `src/live` builds it; the window and the command line use it. Methods reject with a UserError whose
 * message can be shown.
 */
export interface LiveMicrophone {
  readonly status: LiveStatus;
  readonly settings: LiveSettings;
  /** Creates the virtual microphone and starts streaming. Resolves when clean sound flows. */
  start(): Promise<void>;
  /** Stops and restores everything that was changed. */
  stop(): Promise<void>;
  /** Applies a change, while running without a click or a gap. */
  configure(change: Partial<LiveSettings>): Promise<void>;
  /**
   * Holds a key, to talk while muted or to mute, until null lets it go.
   *
   * @param holder who holds it: several may hold keys at a time, and each lets go of its own
   */
  hold(holder: string, key: HeldKey | null): Promise<void>;
  listDevices(): Promise<AudioDevices>;
  /** Asks for this many stats a second: no more than are shown, since each costs time. Four by default. */
  requestStats(perSecond: number): void;
  /** Asks for spectra in the stats (the window is visible) or not. They keep the engine awake. */
  requestSpectra(wanted: boolean): void;
  /** Reports whether level meters are on screen: they keep the engine awake. */
  requestMeters(wanted: boolean): void;
  /** Mends a problem of `status.problems`. */
  fix(fix: LiveFix): Promise<void>;
  /**
   * Records the microphone for `seconds`: before and after at the model's rate, and as it came; the engine must be
   * running.
   */
  record(seconds: number): Promise<Omit<MicrophoneTest, 'figures'>>;
  onStatus(listener: (status: LiveStatus) => void): Unsubscribe;
  onStats(listener: (stats: LiveStats) => void): Unsubscribe;
  onDevices(listener: (devices: AudioDevices) => void): Unsubscribe;
}
