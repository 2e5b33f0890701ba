import { SampleRing } from '../../../dsp/ring.js';
import type { AudioSink } from '../../streams/sink.js';
import { FIRST_STALL_MS, STALL_MS } from '../../streams/stall.js';

/** Reserve beside the device's buffer. Less than a period of it can be measured only in part. */
const RESERVE_SECONDS = 0.005;
/** The device was waiting for a hop that it begins within this time. */
const AT_ONCE_SECONDS = 0.0003;
const CAPACITY_SECONDS = 0.25;

/** A playback device that blocks. */
export interface BlockingDevice {
  /** Hz */
  readonly sampleRate: number;
  /** Samples that the device takes at a time, once it has room for them. */
  readonly periodFrames: number;
  /** Size of the device's own buffer in samples. */
  readonly bufferFrames: number;
  /**
   * Submits samples; one call at a time. Resolves when the device has taken the samples of the previous call and has
   * room again, which paces the caller by the device's clock. Never settles when the sound server is dead.
   *
   * @returns whether the device ran dry since the last call
   */
  write(samples: Float32Array): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * The queue in front of a device that blocks: one write is pending at a time, and after an underrun the device's
 * buffer is refilled with silence.
 *
 * The device does not report its fill level, but a write resolves when the previous one was taken. So each hop is
 * submitted in two parts, and when the second one resolves the device has begun with the first, which serves as a
 * probe. The time that this took, and the samples that the device still had towards a period, are the fill level: the
 * reserve that is left beside the device's own buffer. A device that waits for samples shows as 0, however long.
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
  #isClosed = false;
  #isPrefilled = false;
  /** When the device last took something, ms, and whether it has begun to play. */
  #takenAt: number;
  #isPlaying = false;
  /** Samples of the pending write. */
  #writing = 0;
  /** When the hop arrived whose probe the device has not begun yet, ms; null when there is none. */
  #probeArrivedAt: number | null = null;
  #isProbeOut = false;
  /** Samples that were submitted before it. */
  #writtenBefore = 0;
  #written = 0;
  /** Fill level that the last probe showed, seconds. */
  #measuredSeconds = 0;

  /**
   * @param now    clock in ms
   * @param onLost called once when the device fails
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
    return this.#now() - this.#takenAt > (this.#isPlaying ? STALL_MS : FIRST_STALL_MS);
  }

  get fillSeconds(): number {
    const waitingSoFar = this.#probeArrivedAt === null ? 0 : (this.#now() - this.#probeArrivedAt) / 1000;
    const queued = (this.#ring.length + this.#writing) / this.sampleRate;
    return Math.max(this.#measuredSeconds, waitingSoFar, queued);
  }

  get delay(): number {
    return this.fillSeconds + (this.#device.bufferFrames - this.#device.periodFrames) / this.sampleRate;
  }

  write(samples: Float32Array): void {
    if (!this.#isPrefilled) this.#prefill();
    if (this.#ring.length === 0 && this.#writing === 0) {
      this.#probeArrivedAt = this.#now();
      this.#writtenBefore = this.#written;
    }
    this.droppedFrames += this.#ring.push(samples);
    this.#pump();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#device.close();
  }

  /** Silence that fills the device's buffer. */
  #prefill(): void {
    this.#isPrefilled = true;
    this.#ring.push(new Float32Array(this.#device.bufferFrames));
  }

  #pump(): void {
    if (this.#writing > 0 || this.#isClosed || this.#ring.length === 0) return;
    // Half of a hop goes first, as a probe. Submitted samples can't be dropped, so little is submitted at a time.
    const isProbe = this.#probeArrivedAt !== null && !this.#isProbeOut;
    const wanted = isProbe ? Math.ceil(this.#ring.length / 2) : this.#ring.length;
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
    if (this.#probeArrivedAt === null) {
      // It was part of a backlog.
    } else if (!this.#isProbeOut) {
      this.#isProbeOut = true;
    } else {
      this.#isPlaying = true;
      this.#measuredSeconds = this.#reserve((now - this.#probeArrivedAt) / 1000);
      this.#probeArrivedAt = null;
      this.#isProbeOut = false;
    }
    if (ranDry) this.#refill();
    this.#pump();
  };

  /** The device takes whole periods: the samples missing from the period that a hop completes count as reserve. */
  #reserve(waited: number): number {
    const left = (this.#writtenBefore % this.#device.periodFrames) / this.sampleRate;
    return waited < AT_ONCE_SECONDS ? 0 : waited + left;
  }

  /** Refills the device's buffer, which starts again empty after an underrun and would run dry at every late hop. */
  #refill(): void {
    this.xruns++;
    this.#measuredSeconds = this.reserveSeconds;
    const missing = this.#device.bufferFrames - this.#ring.length;
    if (missing <= 0) return;
    this.insertedFrames += missing;
    this.#ring.push(new Float32Array(missing));
  }

  readonly #onError = (error: unknown): void => {
    if (!this.#isClosed) this.#onLost(error);
    this.#isClosed = true;
  };
}
