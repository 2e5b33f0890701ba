/**
 * Calls of the window to main and events from main to the window: one map from channel to
 * function type, from which the bridge, main's handlers and the argument checks derive.
 */
import type { AppInfo } from './app-info.js';
import type { ChosenFile } from './chosen-file.js';
import type { ExternalLink } from './external-links.js';
import type { FileJob, FileJobOptions, FileSide } from './file-job.js';
import type { AudioDevices, LiveFix, LiveStats, LiveStatus, MeasuredMicrophone, MonitorTap } from './live.js';
import type { MicrophoneTest, ModelReplay, VoiceRecording } from './microphone-test.js';
import type { ImportedModel, ModelBenchmark, ModelListing } from './model-listing.js';
import type { ModelOffer } from './model-offer.js';
import type { ModelSettings } from './model-spec.js';
import type { Notice } from './notice.js';
import type { Settings, SettingsChange } from './settings.js';
import type { ShortcutStates } from './shortcuts.js';

/** Calls of the window to main. Every call is answered by a `Result`. */
export interface Calls {
  'live:status': () => LiveStatus;
  /** Resolves when clean sound flows. */
  'live:start': () => void;
  'live:stop': () => void;
  'live:devices': () => AudioDevices;
  /** Sound on the headphones while a key is held; not kept in the settings. */
  'live:hear': (tap: MonitorTap) => void;
  /** Whether stats carry spectra (the spectrogram is on screen). */
  'live:request-spectra': (wanted: boolean) => void;
  /** Level meters are on screen, or not any more. */
  'live:request-meters': (wanted: boolean) => void;
  /** Mends a problem of the status. */
  'live:fix': (fix: LiveFix) => void;
  /** Listens to all microphones for two seconds; the loudest comes first. */
  'live:measure-microphones': () => readonly MeasuredMicrophone[];
  /** Records the microphone for `seconds` (1–30), before and after; the microphone must be on. */
  'live:record': (seconds: number) => MicrophoneTest;

  'models:list': () => readonly ModelListing[];
  /** Starts or goes on with a download; resolves when it is installed, paused or cancelled. */
  'models:download': (id: string) => void;
  'models:pause': (id: string) => void;
  'models:cancel': (id: string) => void;
  /** Computes the file's hash again; the listing has the result. */
  'models:verify': (id: string) => ModelListing;
  /** Imports an .onnx file, or a training run (its folder, checkpoint or config), which is exported first. */
  'models:import': (handle: string, settings?: ModelSettings) => ImportedModel;
  /** Cancels the running import, which then rejects; does nothing while there is none. */
  'models:cancel-import': () => void;
  /** Asks for a file to import; null when the user closes the dialog. */
  'models:choose': () => ChosenFile | null;
  'models:remove': (id: string) => void;
  /** Measures the model on this machine for about a second. */
  'models:benchmark': (id: string) => ModelBenchmark;
  /** A recording of the microphone through a model that is here. */
  'models:replay': (id: string, recording: VoiceRecording) => ModelReplay;
  /** Asks the publisher how large the file is, bytes; the listing has it then. */
  'models:ask-size': (id: string) => number;
  /** Text of the licence and its notice. */
  'models:licence': (id: string) => string;

  /** The model that is recommended; null for none. */
  'recommendation:get': () => ModelOffer | null;
  /** Downloads the recommended model where it isn't here, and runs it without a gap. */
  'recommendation:accept': () => void;
  /** Answers the recommendation with no; closes it when it was accepted. */
  'recommendation:dismiss': () => void;
  /** Runs the model again that ran before. */
  'recommendation:undo': () => void;

  'files:list': () => readonly FileJob[];
  /**
   * Handles of files that were dropped on the window. The page gives File objects; only the preload script, which
   * turns them into paths, sends on this channel.
   */
  'files:hold': (paths: readonly string[]) => readonly ChosenFile[];
  /** Asks for recordings; empty when the user closes the dialog. */
  'files:choose': () => readonly ChosenFile[];
  /** Queues recordings; resolves with the ids of their jobs. */
  'files:denoise': (handles: readonly string[], options?: FileJobOptions) => readonly string[];
  'files:cancel': (id: string) => void;
  /** Forgets a job and its unsaved result. */
  'files:remove': (id: string) => void;
  /** Asks where to save the result; the file's name, or null when the user closes the dialog. */
  'files:save': (id: string) => string | null;
  /** A WAV file (16 bit, mono) for playing and drawing. */
  'files:audio': (id: string, side: FileSide) => Uint8Array;

  'settings:get': () => Settings;
  /** Applies and keeps a change; live settings take effect without a gap. */
  'settings:change': (change: SettingsChange) => Settings;
  /** How the chosen keys work. */
  'settings:shortcuts': () => ShortcutStates;

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

/** Events that main sends to the window. */
export interface Events {
  'live:status': LiveStatus;
  /** 25 times a second, a fifth of that without a graphics processor, while sound flows and the window is visible. */
  'live:stats': LiveStats;
  'live:devices': AudioDevices;
  'models:list': readonly ModelListing[];
  'recommendation:changed': ModelOffer | null;
  'files:list': readonly FileJob[];
  'settings:changed': Settings;
  'settings:shortcuts-changed': ShortcutStates;
  'app:notices': readonly Notice[];
}

/** Name of a call. */
export type CallChannel = keyof Calls;
/** Name of an event. */
export type EventChannel = keyof Events;
