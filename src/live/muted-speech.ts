import type { Level } from '../shared/live.js';

/** A cleaned room is quieter than this, a voice is louder; dBFS. */
const SPEECH_DBFS = -42;
/** A cough or a key is shorter than a word or two, ms. */
const SPEAKING_MS = 700;
/** Pauses between words do not end it, ms. */
const PAUSE_MS = 600;
/** The state lasts this long after the last word, ms. */
const TOLD_MS = 3000;

/** Detects speech while muted, from the levels of the clean sound before it is silenced. */
export class MutedSpeech {
  #since: number | null = null;
  #lastLoud = -Infinity;
  #toldUntil = -Infinity;

  /** @param now clock in ms that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /**
   * @param level    of the sound since the last report
   * @param isSilent whether silence is sent
   * @returns whether somebody speaks, or did a moment ago, who is not heard
   */
  update(level: Level, isSilent: boolean): boolean {
    const now = this.now();
    if (!isSilent) {
      this.#since = null;
      this.#toldUntil = -Infinity;
      return false;
    }
    if (level.rmsDbfs > SPEECH_DBFS) {
      if (now - this.#lastLoud > PAUSE_MS) this.#since = null;
      this.#since ??= now;
      this.#lastLoud = now;
      if (now - this.#since >= SPEAKING_MS) this.#toldUntil = now + TOLD_MS;
    }
    return now < this.#toldUntil;
  }
}
