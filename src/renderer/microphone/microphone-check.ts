import type { Level } from '../../shared/live.js';

/**
 * Judgement of a microphone by its levels:
 *
 * - `waiting`: nothing like a voice yet.
 * - `silent`: a device that gives nothing at all, not even noise.
 * - `quiet`: a voice, but a very quiet one.
 * - `clipping`: too loud.
 * - `heard`: a voice.
 */
export type MicrophoneVerdict = 'waiting' | 'silent' | 'quiet' | 'clipping' | 'heard';

/** Below this a device gives nothing: the noise of a working microphone is higher (peak). */
const SILENT_DBFS = -85;
/** Devices need a moment before they give anything, ms. */
const SILENT_MS = 2500;
/** A voice is this much louder than the quietest moment of the last seconds, dB … */
const VOICE_OVER_FLOOR_DB = 10;
/** … and louder than this (RMS of a report). */
const LEAST_VOICE_DBFS = -60;
/** A voice below this is quiet in a call. */
const QUIET_VOICE_DBFS = -42;
/** A sound counts for this long, ms. */
const REMEMBERED_MS = 6000;
/** Clipping is worth a word for this long, ms. */
const CLIPPING_MS = 4000;

/** Judges a microphone by the levels that are shown of it. */
export class MicrophoneCheck {
  readonly #recent: { readonly atMs: number; readonly rmsDbfs: number }[] = [];
  #startedMs: number | null = null;
  #soundAtMs = -Infinity;
  #clippedAtMs = -Infinity;

  /**
   * @param level of the sound since the last report
   * @param nowMs clock that never goes back
   */
  update({ rmsDbfs, peakDbfs, clipped }: Level, nowMs: number): MicrophoneVerdict {
    this.#startedMs ??= nowMs;
    if (peakDbfs > SILENT_DBFS) this.#soundAtMs = nowMs;
    if (clipped) this.#clippedAtMs = nowMs;
    this.#recent.push({ atMs: nowMs, rmsDbfs });
    while ((this.#recent[0]?.atMs ?? nowMs) < nowMs - REMEMBERED_MS) this.#recent.shift();
    if (nowMs - this.#clippedAtMs < CLIPPING_MS) return 'clipping';
    if (nowMs - Math.max(this.#startedMs, this.#soundAtMs) >= SILENT_MS) return 'silent';
    return this.#voice();
  }

  #voice(): MicrophoneVerdict {
    const levels = this.#recent.map((one) => one.rmsDbfs);
    const loudest = Math.max(...levels);
    if (loudest < LEAST_VOICE_DBFS || loudest < Math.min(...levels) + VOICE_OVER_FLOOR_DB) return 'waiting';
    return loudest < QUIET_VOICE_DBFS ? 'quiet' : 'heard';
  }
}
