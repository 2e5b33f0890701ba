import type { VoiceRecording } from '../../shared/microphone-test.js';

interface UnderWay extends VoiceRecording {
  filled: number;
}

/** Records the microphone before anything is done to it. Memory is taken when a recording begins, never meanwhile. */
export class MicrophoneRecorder {
  readonly #underWay = new Set<UnderWay>();

  /**
   * Begins a recording of at most `seconds` at this rate in Hz; a microphone of another rate ends it.
   *
   * @returns ends it, and gives what came
   */
  begin(seconds: number, sampleRate: number): () => VoiceRecording {
    const recording = { samples: new Float32Array(Math.ceil(seconds * sampleRate)), sampleRate, filled: 0 };
    this.#underWay.add(recording);
    return () => {
      this.#underWay.delete(recording);
      return { samples: recording.samples.subarray(0, recording.filled), sampleRate };
    };
  }

  /** Samples of the microphone, at its rate in Hz. */
  push(samples: Float32Array, sampleRate: number): void {
    for (const recording of this.#underWay) {
      if (recording.sampleRate !== sampleRate) continue;
      const count = Math.min(samples.length, recording.samples.length - recording.filled);
      recording.samples.set(samples.subarray(0, count), recording.filled);
      recording.filled += count;
    }
  }
}
