import type { AudioSink } from '../../src/audio/streams/sink.js';

/**
 * A sound server in simulated time, which takes a block at a time by its own clock, plays silence for what is
 * missing and drops what comes too late.
 */
export class SimulatedSink implements AudioSink {
  readonly sampleRate: number;
  readonly reserveSeconds = 0.008;
  readonly stalled = false;
  xruns = 0;
  droppedFrames = 0;
  insertedFrames = 0;
  /** Simulated time, ms. */
  now = 0;
  readonly #blockFrames: number;
  readonly #framesPerMs: number;
  /** Positions of the next write and of the next sample that is played, in samples. */
  #written: number;
  #played = 0;

  /** @param ppm by how much its clock is faster than nominal */
  constructor(sampleRate: number, blockFrames: number, ppm = 0) {
    this.sampleRate = sampleRate;
    this.#blockFrames = blockFrames;
    this.#framesPerMs = (sampleRate / 1000) * (1 + ppm * 1e-6);
    this.#written = Math.round(this.reserveSeconds * sampleRate) + blockFrames;
  }

  get fillSeconds(): number {
    return (this.#written - this.#played - this.#blockFrames) / this.sampleRate;
  }

  get delay(): number {
    return (this.#written - this.now * this.#framesPerMs) / this.sampleRate;
  }

  write(samples: Float32Array): void {
    const late = Math.min(samples.length, Math.max(0, this.#played - this.#written));
    this.droppedFrames += late;
    this.insertedFrames += late;
    this.#written += samples.length;
  }

  /** Lets time pass until `ms`. */
  advance(ms: number): void {
    this.now = Math.max(this.now, ms);
    while (this.#played + this.#blockFrames <= this.now * this.#framesPerMs) {
      this.#played += this.#blockFrames;
      const ranDry = this.#played > this.#written && this.#played - this.#blockFrames <= this.#written;
      if (ranDry) this.xruns++;
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
