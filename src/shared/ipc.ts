/**
 * Everything that the window can ask of main, and everything that main tells the window: one map from channel
 * to function type, from which main's handlers, the preload object and the argument checks all derive.
 */
import type { AudioDevices, LiveFix, LiveStats, LiveStatus, MonitorTap, Unsubscribe } from './live.js';
import type { ModelKind, ModelSettings } from './model-spec.js';
import type { Settings, SettingsChange } from './settings.js';
import type { Words } from '../words/words.js';

/** Where a model comes from. */
export type ModelOrigin = 'embedded' | 'catalogue' | 'imported';

/**
 * - `available`: in the catalogue, not on this machine.
 * - `downloading`, `paused`: partly here; see `download`.
 * - `installed`: ready to use.
 * - `damaged`: on this machine, but not what was downloaded; download or import it again.
 */
export type ModelState = 'available' | 'downloading' | 'paused' | 'installed' | 'damaged';

/** One row of the models page. What isn't known before the file is here is null. */
export interface ModelListing {
  readonly id: string;
  readonly name: string;
  readonly origin: ModelOrigin;
  readonly state: ModelState;
  /** What it was trained on, in words. */
  readonly trainedOn: string | null;
  /** Licence as an SPDX identifier. */
  readonly licence: string | null;
  readonly kind: ModelKind | null;
  /** Hz. */
  readonly sampleRate: number | null;
  readonly nFft: number | null;
  /** Samples. */
  readonly hop: number | null;
  /** The model's own latency, n − h plus one hop to fill, in ms. */
  readonly latencyMs: number | null;
  readonly sizeBytes: number | null;
  readonly download: { readonly receivedBytes: number; readonly totalBytes: number | null } | null;
  /** Why the last download or check failed. */
  readonly problem: Words | null;
  /** How the file was checked: against a hash of ours, the publisher's digest, or not at all. */
  readonly verifiedBy: 'pinned-sha256' | 'publisher-digest' | null;
  /** What its lean form gained when it was made on this machine; null where none was tried. */
  readonly leanForm: LeanFormFigures | null;
  /** Measured on this machine, back to back; null until measured. */
  readonly benchmark: ModelBenchmark | null;
}

/** Time per hop of a model as it came and of its lean form, in µs, and whether the lean one is used. */
export interface LeanFormFigures {
  readonly originalUs: number;
  readonly leanUs: number;
  readonly used: boolean;
}

export interface ModelBenchmark {
  /** Time per hop ÷ hop length: mean and 99th percentile. */
  readonly rtfMean: number;
  readonly rtfP99: number;
}

export type ImportedModel =
  | { readonly kind: 'imported'; readonly id: string }
  /** The graph doesn't say these; `assumed` is what the family uses. Ask, and import again with settings. */
  | {
      readonly kind: 'needs-settings';
      readonly path: string;
      readonly missing: readonly (keyof ModelSettings)[];
      readonly assumed: ModelSettings;
    };

/** Figures of one side of the microphone test, estimated from the recording. dBFS and dB. */
export interface SpeechFigures {
  /** Level of the frames that hold speech; null when none does. */
  readonly speechDbfs: number | null;
  readonly noiseFloorDbfs: number;
  /** speech − noise floor; null without speech. */
  readonly snrDb: number | null;
}

export interface MicrophoneTest {
  /** Mono, full scale 1, lined up with each other. */
  readonly before: Float32Array;
  readonly after: Float32Array;
  /** Hz. */
  readonly sampleRate: number;
  readonly figures: { readonly before: SpeechFigures; readonly after: SpeechFigures };
}

export type FileSide = 'before' | 'after';

/** A recording that is, or was, denoised. */
export interface FileJob {
  readonly id: string;
  /** File name without its folder. */
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  /** 0 to 1. */
  readonly progress: number;
  readonly secondsLeft: number | null;
  /** Length of the recording in seconds, once known. */
  readonly duration: number | null;
  readonly modelId: string;
  readonly strength: number;
  /** Why it failed. */
  readonly problem: Words | null;
  /** Where the result was saved last; null while it was not. */
  readonly savedAs: string | null;
}

export interface FileJobOptions {
  /** The chosen live model unless given. */
  readonly modelId?: string | undefined;
  /** 0–100 %; the live setting unless given. */
  readonly strength?: number | undefined;
}

/** Pages that may be opened in the browser. */
export const EXTERNAL_LINKS = {
  'vb-cable': 'https://vb-audio.com/Cable/',
  blackhole: 'https://existential.audio/blackhole/',
  fastenhancer: 'https://github.com/aask1357/fastenhancer',
} as const;
export type ExternalLink = keyof typeof EXTERNAL_LINKS;

export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly platform: 'linux' | 'win32' | 'darwin';
  /** The system's locale, such as `de-AT`. */
  readonly locale: string;
  /** Whether this desktop shows tray icons; without one, closing the window minimises it. */
  readonly hasTray: boolean;
}

/** Something that main has to say and that belongs to no page: a settings file that couldn't be read, a crash. */
export interface Notice {
  readonly id: string;
  readonly severity: 'info' | 'problem';
  readonly words: Words;
}

/** What the window can ask. Every call is answered by a `Result`. */
export interface Calls {
  'live:status': () => LiveStatus;
  /** Resolves when clean sound flows. */
  'live:start': () => void;
  'live:stop': () => void;
  'live:devices': () => AudioDevices;
  /** What the monitor plays while a key is held; not kept in the settings. */
  'live:hear': (tap: MonitorTap) => void;
  /** Whether stats carry spectra (the spectrogram is on screen). */
  'live:request-spectra': (wanted: boolean) => void;
  /** Level meters are on screen, or not any more. */
  'live:request-meters': (wanted: boolean) => void;
  /** Mends a problem of the status. */
  'live:fix': (fix: LiveFix) => void;
  /** Records the microphone for `seconds` (1–30), before and after; the microphone must be on. */
  'live:record': (seconds: number) => MicrophoneTest;

  'models:list': () => readonly ModelListing[];
  /** Starts or goes on with a download; resolves when it is installed, paused or cancelled. */
  'models:download': (id: string) => void;
  'models:pause': (id: string) => void;
  'models:cancel': (id: string) => void;
  /** Computes the file's hash again; the listing says what came of it. */
  'models:verify': (id: string) => ModelListing;
  /** Imports an .onnx file, or a checkpoint (.pth with its .yaml beside it), which is exported first. */
  'models:import': (path: string, settings?: ModelSettings) => ImportedModel;
  /** Asks for a file to import; null when the user closes the dialog. */
  'models:choose': () => string | null;
  'models:remove': (id: string) => void;
  /** Measures the model on this machine for about a second. */
  'models:benchmark': (id: string) => ModelBenchmark;
  /** Text of the licence and its notice. */
  'models:licence': (id: string) => string;

  'files:list': () => readonly FileJob[];
  /** Asks for recordings; empty when the user closes the dialog. */
  'files:choose': () => readonly string[];
  /** Queues recordings; resolves with the ids of their jobs. */
  'files:denoise': (paths: readonly string[], options?: FileJobOptions) => readonly string[];
  'files:cancel': (id: string) => void;
  /** Forgets a job and its unsaved result. */
  'files:remove': (id: string) => void;
  /** Asks where to save the result; the place, or null when the user closes the dialog. */
  'files:save': (id: string) => string | null;
  /** A WAV file (16 bit, mono) for playing and drawing. */
  'files:audio': (id: string, side: FileSide) => Uint8Array;

  'settings:get': () => Settings;
  /** Applies and keeps a change; live settings take effect without a gap. */
  'settings:change': (change: SettingsChange) => Settings;

  'app:info': () => AppInfo;
  'app:notices': () => readonly Notice[];
  'app:dismiss-notice': (id: string) => void;
  /** Versions, settings, devices and figures as text, without personal data. */
  'app:diagnostics': () => string;
  'app:copy-diagnostics': () => void;
  'app:open-logs': () => void;
  'app:open-link': (link: ExternalLink) => void;
  'app:quit': () => void;
}

/** What main tells the window by itself. */
export interface Events {
  'live:status': LiveStatus;
  /** 25 times a second, a fifth of that without a graphics processor, while sound flows and the window is visible. */
  'live:stats': LiveStats;
  'live:devices': AudioDevices;
  'models:list': readonly ModelListing[];
  'files:list': readonly FileJob[];
  'settings:changed': Settings;
  'app:notices': readonly Notice[];
}

export type CallChannel = keyof Calls;
export type EventChannel = keyof Events;

export type EventListener<C extends EventChannel> = (value: Events[C]) => void;
export type Subscribe<C extends EventChannel> = (listener: EventListener<C>) => Unsubscribe;
