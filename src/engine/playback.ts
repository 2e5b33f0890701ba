import { DriftController } from './dsp/drift.js';
import { SampleRing } from './dsp/ring.js';
import type { AudioSink } from './audio/sink.js';
import { FIRST_STALL_MS, STALL_MS } from './audio/stall.js';

/** Reserve beside the device’s buffer when a hop arrives. Below a period it can be seen only in part. */
const TARGET_SECONDS = 0.005;
/** A hop that is begun within this time was waited for. */
const AT_ONCE_SECONDS = 0.0003;
/** More than this above the target for a while is a backlog, left by a stall; it is dropped. */
const BACKLOG_SECONDS = 0.005;
/** How long a backlog may last: shorter ones are jitter. */
const BACKLOG_PATIENCE_SECONDS = 0.25;
/** So long is a quiet passage waited for, where the cut is not heard. */
const CUT_PATIENCE_SECONDS = 0.8;
/** −50 dBFS, as a mean square. */
const QUIET = 1e-5;
const CAPACITY_SECONDS = 0.25;
/** Crossfade where a backlog is taken out. */
const SPLICE_SECONDS = 0.005;

/**
 * The queue before a sink: one write is under way at a time, a backlog is dropped, oldest first, and after an
 * underrun the device's buffer is filled anew with silence.
 *
 * The device tells nothing of its level, but a write resolves when it took the one before. So each hop goes in
 * two parts, and when the second one resolves the device has begun with the first. How long that took, and what
 * the device still had to fill its period, is the `level`: the reserve that is left beside the device's own
 * buffer. A device that waits for samples shows as 0, however hungry it is.
 */
export class PlaybackQueue {
  readonly sink: AudioSink;
  readonly drift = new DriftController(TARGET_SECONDS);
  xruns = 0;
  droppedFrames = 0;
  insertedFrames = 0;

  readonly #now: () => number;
  readonly #onLost: (error: unknown) => void;
  readonly #ring: SampleRing;
  readonly #chunk: Float32Array;
  readonly #splice: Float32Array;
  #closed = false;
  #primed = false;
  /** When the sink last took something, ms, and whether it has begun to play. */
  #takenAt: number;
  #plays = false;
  /** Samples of the write under way. */
  #writing = 0;
  /** When the hop came whose first part the device has yet to begin, ms; null when there is none. */
  #scoutCameAt: number | null = null;
  #scoutIsOut = false;
  /** Samples that were handed over before it. */
  #writtenBefore = 0;
  #written = 0;
  /** The level as the last such hop showed it, seconds. */
  #shown = 0;
  #pushedAt = 0;
  #backlogSeconds = 0;
  #lowestLevel = 0;

  /**
   * @param now    clock in ms
   * @param onLost told once when the sink fails
   */
  constructor(sink: AudioSink, now: () => number, onLost: (error: unknown) => void) {
    this.sink = sink;
    this.#now = now;
    this.#onLost = onLost;
    this.#takenAt = now();
    const { sampleRate } = sink;
    this.#ring = new SampleRing(Math.round(CAPACITY_SECONDS * sampleRate));
    this.#chunk = new Float32Array(sink.periodFrames);
    this.#splice = new Float32Array(2 * Math.round(SPLICE_SECONDS * sampleRate));
  }

  /** Whether the sink has taken nothing for too long. */
  get stalled(): boolean {
    return this.#now() - this.#takenAt > (this.#plays ? STALL_MS : FIRST_STALL_MS);
  }

  /** Seconds of audio that the device has in reserve when a hop comes. */
  get level(): number {
    const waitsYet = this.#scoutCameAt === null ? 0 : (this.#now() - this.#scoutCameAt) / 1000;
    const queued = (this.#ring.length + this.#writing) / this.sink.sampleRate;
    return Math.max(this.#shown, waitsYet, queued);
  }

  /** Seconds until a sample that is pushed now leaves the device's buffer. */
  get delay(): number {
    return this.level + (this.sink.bufferFrames - this.sink.periodFrames) / this.sink.sampleRate;
  }

  /** Appends samples at the sink's rate. */
  push(samples: Float32Array): void {
    const now = this.#now();
    if (!this.#primed) this.#prime();
    const elapsed = (now - this.#pushedAt) / 1000;
    const { level } = this;
    this.#pushedAt = now;
    if (this.#ring.length === 0 && this.#writing === 0) {
      this.#scoutCameAt = now;
      this.#writtenBefore = this.#written;
    }
    this.droppedFrames += this.#ring.push(samples);
    this.#control(level, elapsed);
    this.#pump();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.sink.close();
  }

  /** Silence that fills the device's buffer. */
  #prime(): void {
    this.#primed = true;
    this.#pushedAt = this.#now();
    this.#ring.push(new Float32Array(this.sink.bufferFrames));
  }

  #insert(frames: number): void {
    this.insertedFrames += frames;
    this.#ring.push(new Float32Array(frames));
  }

  #control(level: number, elapsed: number): void {
    if (elapsed > BACKLOG_PATIENCE_SECONDS) this.drift.forgetLevel();
    else this.drift.update(level, elapsed);
    this.#dropBacklog(level, elapsed);
  }

  /** Drops what is too much when even the lowest level of a while was too high. */
  #dropBacklog(level: number, elapsed: number): void {
    if (level <= TARGET_SECONDS + BACKLOG_SECONDS) {
      this.#backlogSeconds = 0;
      return;
    }
    this.#lowestLevel = this.#backlogSeconds === 0 ? level : Math.min(this.#lowestLevel, level);
    this.#backlogSeconds += elapsed;
    if (this.#backlogSeconds < BACKLOG_PATIENCE_SECONDS) return;
    const surplus = Math.round((this.#lowestLevel - TARGET_SECONDS) * this.sink.sampleRate);
    const count = Math.min(surplus, this.#ring.length - this.#splice.length / 2);
    if (count <= 0) return;
    if (this.#ring.meanSquare(count) > QUIET && this.#backlogSeconds < CUT_PATIENCE_SECONDS) return;
    this.#ring.splice(count, this.#splice);
    this.droppedFrames += count;
    this.#backlogSeconds = 0;
    this.drift.forgetLevel();
  }

  #pump(): void {
    if (this.#writing > 0 || this.#closed || this.#ring.length === 0) return;
    // Of a hop one half goes ahead. What was handed over can't be dropped any more: never much at once.
    const isScout = this.#scoutCameAt !== null && !this.#scoutIsOut;
    const wanted = isScout ? Math.ceil(this.#ring.length / 2) : this.#ring.length;
    const chunk = this.#chunk.subarray(0, Math.min(wanted, this.#chunk.length));
    this.#ring.read(chunk);
    this.#writing = chunk.length;
    this.#written += chunk.length;
    this.sink.write(chunk).then(this.#onTaken, this.#onError);
  }

  readonly #onTaken = (ranDry: boolean): void => {
    const now = this.#now();
    this.#takenAt = now;
    this.#writing = 0;
    if (this.#scoutCameAt === null) {
      // A part of a backlog.
    } else if (!this.#scoutIsOut) {
      this.#scoutIsOut = true;
    } else {
      this.#plays = true;
      this.#shown = this.#reserve((now - this.#scoutCameAt) / 1000);
      this.#scoutCameAt = null;
      this.#scoutIsOut = false;
    }
    if (ranDry) this.#refill();
    this.#pump();
  };

  /** The device takes whole periods: what was left for the one that a hop completes counts as reserve. */
  #reserve(waited: number): number {
    const { periodFrames, sampleRate } = this.sink;
    return waited < AT_ONCE_SECONDS ? 0 : waited + (this.#writtenBefore % periodFrames) / sampleRate;
  }

  /** The device starts again with an empty buffer: without a refill it would run dry at every late hop. */
  #refill(): void {
    this.xruns++;
    const missing = this.sink.bufferFrames - this.#ring.length;
    if (missing > 0) this.#insert(missing);
    this.drift.forgetLevel();
  }

  readonly #onError = (error: unknown): void => {
    if (!this.#closed) this.#onLost(error);
    this.#closed = true;
  };
}
