import type {
  AudioPriority,
  DropoutKind,
  LiveStats,
  MicrophoneChannel,
  MonitorTap,
  OverloadPolicy,
} from './live.js';
import type { VoiceRecording } from './microphone-test.js';
import type { ModelSettings } from './model-spec.js';
import type { Words } from '../words/words.js';

/** Messages between the supervisor and the engine process. All of them are plain data. */

/** Variable that names the engine's temporary folder, which the supervisor removes; unset where there is none. */
export const ENGINE_FOLDER = 'STILLMIC_ENGINE_FOLDER';

/** A device as the engine opens it. */
export interface EngineDevice {
  /** Name in the sound system. */
  readonly name: string;
  /** The device's own rate in Hz; it is opened at this rate. */
  readonly sampleRate: number;
}

/** A microphone as the engine opens it. */
export interface EngineMicrophone extends EngineDevice {
  /** Channels that the device has. */
  readonly channels: number;
  readonly channel: MicrophoneChannel;
}

/** A model as the engine opens it. */
export interface EngineModel {
  readonly id: string;
  /** Path of the ONNX file. */
  readonly file: string;
  /** Settings that its graph does not state. */
  readonly settings: ModelSettings;
}

/** Complete configuration of the engine. It is always sent whole: the engine finds out what changed. */
export interface EngineConfig {
  readonly microphone: EngineMicrophone;
  /** Destination of the clean sound: the sink behind the virtual microphone. */
  readonly playback: EngineDevice;
  readonly monitor: EngineDevice | null;
  readonly monitorTap: MonitorTap;
  readonly model: EngineModel;
  /** Model that replaces `model` during an overload where the policy says so; null when there is none. */
  readonly lighterModel: EngineModel | null;
  readonly overloadPolicy: OverloadPolicy;
  /** Path of Silero VAD's ONNX file while the voice gate is on; null while it is off. */
  readonly voiceDetector: string | null;
  /** Share of the enhanced signal, 0–100 %. */
  readonly strength: number;
  readonly bypass: boolean;
  /** Whether digital silence is sent; everything else goes on, so that sound is back at once. */
  readonly muted: boolean;
  /** Nobody listens: no inference and no playback; a pre-roll of the microphone is kept, unless it is released. */
  readonly idle: boolean;
  /** While idle: close the microphone, so that there is no pre-roll either. */
  readonly releaseMicrophone: boolean;
  /** How often stats are reported while sound flows. */
  readonly statsPerSecond: number;
  /** Whether the stats carry spectra. */
  readonly spectra: boolean;
}

/** Messages from the supervisor to the engine process. */
export type ToEngine =
  | { readonly type: 'configure'; readonly config: EngineConfig }
  | { readonly type: 'record'; readonly id: number; readonly seconds: number }
  | { readonly type: 'stop' };

/** Sound before and after the enhancer, aligned, at the model's rate. */
export interface EngineRecording {
  readonly before: Float32Array;
  readonly after: Float32Array;
  readonly sampleRate: number;
  /** The same time as the microphone gave it, at its own rate. */
  readonly microphone: VoiceRecording;
}

/** Fallback that the engine runs in place of the chosen model. */
export type Fallback = 'none' | OverloadPolicy;

/** Why: the machine is too slow for the model, or the model gives no usable sound. */
export type FallbackCause = 'overload' | 'unusable-output';

/** State of the running engine. */
export interface EngineReport {
  /** Id of the model that runs. */
  readonly activeModelId: string;
  readonly fallback: Fallback;
  /** Means nothing while there is no fallback. */
  readonly fallbackCause: FallbackCause;
  readonly idle: boolean;
  /** Headphones are wanted that can't be opened, or that went away. */
  readonly monitorFailed: boolean;
  /** Priority of the audio thread. */
  readonly priority: AudioPriority;
}

/** A dropout, heard or not: only the supervisor knows who listens. */
export interface EngineDropout {
  readonly kind: DropoutKind;
  /** How much sound was missing, replaced or played twice, milliseconds. */
  readonly ms: number;
  /** How long before this message it began, milliseconds. */
  readonly agoMs: number;
}

/** Live figures of the engine; the supervisor decides which dropouts count. */
export interface EngineStats extends Omit<LiveStats, 'dropouts'> {
  /** Since the last report. */
  readonly dropouts: readonly EngineDropout[];
}

/** Messages from the engine process to the supervisor. */
export type FromEngine =
  /** The audio worker's event loop runs; sent where nothing else was for a while. */
  | { readonly type: 'heartbeat' }
  /** Sound flows as configured (or it is idle, as configured); sent again at every change. */
  | { readonly type: 'running'; readonly report: EngineReport }
  | { readonly type: 'stats'; readonly stats: EngineStats }
  | { readonly type: 'recording'; readonly id: number; readonly recording: EngineRecording }
  | { readonly type: 'recording-failed'; readonly id: number; readonly words: Words }
  /** Every device is closed, as asked; the process ends itself. */
  | { readonly type: 'stopped' }
  /** A model can't be used; the one before goes on, if there was one. The words are for the user. */
  | { readonly type: 'refused'; readonly words: Words }
  /**
   * The engine can't go on; the process ends itself. `isFault` is false when a device or the sound server went away,
   * true when something else broke.
   */
  | { readonly type: 'lost'; readonly words: Words; readonly isFault: boolean };
