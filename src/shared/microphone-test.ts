import type { SpeechFigures } from './speech-figures.js';

/** Mono sound, full scale 1. */
export interface VoiceRecording {
  readonly samples: Float32Array;
  /** Hz. */
  readonly sampleRate: number;
}

/** A short recording of the microphone before and after the model. */
export interface MicrophoneTest {
  /** Mono, full scale 1, lined up with each other. */
  readonly before: Float32Array;
  readonly after: Float32Array;
  /** Hz. */
  readonly sampleRate: number;
  readonly figures: { readonly before: SpeechFigures; readonly after: SpeechFigures };
  /** The same time as the microphone gave it, at its own rate: other models are tried on it. */
  readonly microphone: VoiceRecording;
}

/** The recording of a microphone test through one model. */
export interface ModelReplay extends VoiceRecording {
  /** Time per hop ÷ hop length on this recording, back to back: mean and 99th percentile. */
  readonly rtfMean: number;
  readonly rtfP99: number;
  /** The model's own delay, n − h plus one hop to fill, ms. */
  readonly delayMs: number;
  readonly figures: SpeechFigures;
}

/** Longest recording that is replayed, seconds. */
export const LONGEST_REPLAY_SECONDS = 30;
