import { DriftController } from './dsp/drift.js';
import { SampleRing } from './dsp/ring.js';
import type { AudioSink } from './audio/sink.js';
import { FIRST_STALL_MS, STALL_MS } from './audio/stall.js';

/** Audio that is still ahead of the device when a new hop arrives: the reserve, beside the device's buffer. */
const TARGET_SECONDS = 0.004;
/** More than this above the target for a while is a backlog, left by a stall; it is dropped. */
const BACKLOG_SECONDS = 0.012;
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
 * two parts, and when the second one resolves the device has begun with the first: from then on it is busy for
 * as long as both last. What is left of that when the next hop arrives is the `level`. A device that waits for
 * samples shows as 0.
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
  /** Samples of the write under way, and of the one that the device holds but has not begun. */
  #writing = 0;
  #held = 0;
  /** When the device will ask for more than it was given so far, ms. */
  #busyUntil = 0;
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

  /** Seconds of audio that are still ahead of the device. */
  get level(): number {
    return Math.max(0, this.#busyUntil - this.#now()) / 1000;
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
    this.droppedFrames += this.#append(samples);
    this.#control(level, elapsed);
    this.#pump();
  }

  /** Plays silence for a while, so that the caller may be busy with something else. */
  bridge(seconds: number): void {
    this.#insert(Math.round(seconds * this.sink.sampleRate));
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
    this.#append(new Float32Array(this.sink.bufferFrames));
    this.#busyUntil = this.#now();
  }

  #append(samples: Float32Array): number {
    const lost = this.#ring.push(samples);
    this.#busyUntil = Math.max(this.#busyUntil, this.#now()) + this.#msOf(samples.length - lost);
    return lost;
  }

  #insert(frames: number): void {
    this.insertedFrames += frames;
    this.#append(new Float32Array(frames));
  }

  #msOf(frames: number): number {
    return (1000 * frames) / this.sink.sampleRate;
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
    this.#busyUntil -= this.#msOf(count);
    this.#backlogSeconds = 0;
    this.drift.forgetLevel();
  }

  #pump(): void {
    if (this.#writing > 0 || this.#closed || this.#ring.length === 0) return;
    // Of a hop one half goes ahead. What was handed over can't be dropped any more: never much at once.
    const half = Math.ceil(this.#ring.length / 2);
    const length = Math.min(this.#held === 0 ? half : this.#ring.length, this.#chunk.length);
    const chunk = this.#chunk.subarray(0, length);
    this.#ring.read(chunk);
    this.#writing = chunk.length;
    this.sink.write(chunk).then(this.#onTaken, this.#onError);
  }

  readonly #onTaken = (ranDry: boolean): void => {
    const now = this.#now();
    this.#takenAt = now;
    // The device began with what it held; now it holds what was under way.
    if (this.#held > 0) {
      this.#plays = true;
      this.#busyUntil = now + this.#msOf(this.#held + this.#writing + this.#ring.length);
    }
    this.#held = this.#ring.length > 0 ? this.#writing : 0;
    this.#writing = 0;
    if (ranDry) this.#refill();
    this.#pump();
  };

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
