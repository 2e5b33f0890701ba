import type { Words } from '../words/words.js';

/** The original recording or the cleaned one. */
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
  /** Remarks for the user on the recording and its result. */
  readonly notes: readonly Words[];
  /** Name of the file that the result was saved as last, without its folder; null while it was not. */
  readonly savedAs: string | null;
}

/** Options of the denoising of a recording. */
export interface FileJobOptions {
  /** The chosen live model unless given. */
  readonly modelId?: string | undefined;
  /** 0–100 %; the live setting unless given. */
  readonly strength?: number | undefined;
}
