import type { ModelReplay, VoiceRecording } from '../../shared/microphone-test.js';
import type { ImportedModel, ModelBenchmark } from '../../shared/model-listing.js';
import type { MeasuredMicrophone } from '../../shared/live.js';
import type { ModelSettings } from '../../shared/model-spec.js';
import type { Result } from '../../shared/result.js';
import type { Words } from '../../words/words.js';

/** A recording that is to be cleaned. */
export interface DenoiseRequest {
  readonly input: string;
  readonly output: string;
  readonly modelId: string;
  /** 0–100 %. */
  readonly strength: number;
  /** Threads for its channels. */
  readonly threads: number;
}

/** Work that loads ONNX Runtime or keeps the processor busy: each runs in a process of its own. */
export interface Jobs {
  download: (id: string) => void;
  import: (path: string, settings?: ModelSettings) => ImportOutcome;
  /** Faults of a model; empty when there is none. */
  verify: (id: string) => readonly Words[];
  benchmark: (id: string) => ModelBenchmark;
  /** Size of a published file in bytes, as its publisher states it. */
  size: (id: string) => number;
  /** Warnings about the recording, for the user; a damaged one is taken as far as it goes. */
  denoise: (request: DenoiseRequest) => readonly Words[];
  /** The level of every microphone, the loudest first. */
  'measure-microphones': () => readonly MeasuredMicrophone[];
  /** A recording of the microphone through a model. */
  replay: (id: string, recording: VoiceRecording) => ModelReplay;
  /** A recording as a mono WAV file of 16 bit. */
  preview: (path: string) => Uint8Array;
}

/** An import's outcome, without the file's handle, which jobs do not know. */
export type ImportOutcome =
  | Extract<ImportedModel, { kind: 'imported' }>
  | Omit<Extract<ImportedModel, { kind: 'needs-settings' }>, 'file'>;

/** Name of a job. */
export type JobName = keyof Jobs;

/** How far a job is. */
export interface JobProgress {
  /** Bytes of a download; share of a recording, 0 to 1. */
  readonly done: number;
  readonly total: number | null;
  /** Length of the recording in seconds, once known. */
  readonly duration?: number | null;
  readonly secondsLeft?: number | null;
}

/** Messages to a job's process. */
export type ToJob =
  | { readonly type: 'run'; readonly name: JobName; readonly args: readonly unknown[] }
  | { readonly type: 'abort' };

/** Messages of a job's process. */
export type FromJob =
  | { readonly type: 'progress'; readonly progress: JobProgress }
  /** `stack` of a fault is for the log. */
  | { readonly type: 'done'; readonly result: Result<unknown>; readonly stack?: string | undefined };
