import { SampleRing } from '../../../dsp/ring.js';
import type { AudioSink } from '../../streams/sink.js';
import { FIRST_STALL_MS, STALL_MS } from '../../streams/stall.js';

/** Beside the device's buffer. Below a period it can be seen only in part. */
const RESERVE_SECONDS = 0.005;
/** A hop that is begun within this time was waited for. */
const AT_ONCE_SECONDS = 0.0003;
const CAPACITY_SECONDS = 0.25;

/** A playback device that blocks. */
export interface BlockingDevice {
  /** Hz */
  readonly sampleRate: number;
  /** Samples that the device takes at a time, when it has room for so many. */
  readonly periodFrames: number;
  /** Size of the device's own buffer in samples. */
  readonly bufferFrames: number;
  /**
   * Hands samples over; one call at a time. Resolves when the device took the samples of the call before, which
   * is when it has room again: that paces the caller by the device's clock. Never settles when the sound server
   * is dead.
   *
   * @returns whether the device ran dry since the last call
   */
  write(samples: Float32Array): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * The queue before a device that blocks: one write is under way at a time, and after an underrun the device's
 * buffer is filled anew with silence.
 *
 * The device tells nothing of its level, but a write resolves when it took the one before. So each hop goes in
 * two parts, and when the second one resolves the device has begun with the first. How long that took, and what
 * the device still had to fill its period, is the level: the reserve that is left beside the device's own
 * buffer. A device that waits for samples shows as 0, however hungry it is.
 */
export class PacedSink implements AudioSink {
  readonly sampleRate: number;
  readonly reserveSeconds = RESERVE_SECONDS;
  xruns = 0;
  droppedFrames = 0;
  insertedFrames = 0;

  readonly #device: BlockingDevice;
  readonly #now: () => number;
  readonly #onLost: (error: unknown) => void;
  readonly #ring: SampleRing;
  readonly #chunk: Float32Array;
  #closed = false;
  #primed = false;
  /** When the device last took something, ms, and whether it has begun to play. */
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

  /**
   * @param now    clock in ms
   * @param onLost told once when the device fails
   */
  constructor(device: BlockingDevice, now: () => number, onLost: (error: unknown) => void) {
    this.#device = device;
    this.sampleRate = device.sampleRate;
    this.#now = now;
    this.#onLost = onLost;
    this.#takenAt = now();
    this.#ring = new SampleRing(Math.round(CAPACITY_SECONDS * this.sampleRate));
    this.#chunk = new Float32Array(device.periodFrames);
  }

  get stalled(): boolean {
    return this.#now() - this.#takenAt > (this.#plays ? STALL_MS : FIRST_STALL_MS);
  }

  get fillSeconds(): number {
    const waitsYet = this.#scoutCameAt === null ? 0 : (this.#now() - this.#scoutCameAt) / 1000;
    const queued = (this.#ring.length + this.#writing) / this.sampleRate;
    return Math.max(this.#shown, waitsYet, queued);
  }

  get delay(): number {
    return this.fillSeconds + (this.#device.bufferFrames - this.#device.periodFrames) / this.sampleRate;
  }

  write(samples: Float32Array): void {
    if (!this.#primed) this.#prime();
    if (this.#ring.length === 0 && this.#writing === 0) {
      this.#scoutCameAt = this.#now();
      this.#writtenBefore = this.#written;
    }
    this.droppedFrames += this.#ring.push(samples);
    this.#pump();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#device.close();
  }

  /** Silence that fills the device's buffer. */
  #prime(): void {
    this.#primed = true;
    this.#ring.push(new Float32Array(this.#device.bufferFrames));
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
    this.#device.write(chunk).then(this.#onTaken, this.#onError);
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
    const left = (this.#writtenBefore % this.#device.periodFrames) / this.sampleRate;
    return waited < AT_ONCE_SECONDS ? 0 : waited + left;
  }

  /** The device starts again with an empty buffer: without a refill it would run dry at every late hop. */
  #refill(): void {
    this.xruns++;
    this.#shown = this.reserveSeconds;
    const missing = this.#device.bufferFrames - this.#ring.length;
    if (missing <= 0) return;
    this.insertedFrames += missing;
    this.#ring.push(new Float32Array(missing));
  }

  readonly #onError = (error: unknown): void => {
    if (!this.#closed) this.#onLost(error);
    this.#closed = true;
  };
}
