import type { SpeechFigures } from './speech-figures.js';

/** A short recording of the microphone before and after the model. */
export interface MicrophoneTest {
  /** Mono, full scale 1, lined up with each other. */
  readonly before: Float32Array;
  readonly after: Float32Array;
  /** Hz. */
  readonly sampleRate: number;
  readonly figures: { readonly before: SpeechFigures; readonly after: SpeechFigures };
}
