import type { BlockingDevice } from '../../src/audio/portaudio/streams/paced-sink.js';

/** Lets everything that was resolved run. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * A playback device in simulated time, as PortAudio serves one: a buffer of three periods that drains by the
 * device's own clock, refilled a period at a time from a queue that holds one write.
 */
export class SimulatedDevice implements BlockingDevice {
  readonly sampleRate: number;
  readonly periodFrames: number;
  readonly bufferFrames: number;
  /** Everything that was written, in order, when asked to keep it. */
  readonly written: Float32Array[] = [];
  /** Simulated time, ms. */
  now = 0;
  /** Number of times that the device's buffer ran empty. */
  underruns = 0;

  readonly #framesPerMs: number;
  readonly #keep: boolean;
  #buffered = 0;
  #plays = false;
  /** Frames that the refill under way has got; null while none is under way. */
  #refilled: number | null = null;
  #current = 0;
  #queued = 0;
  #waiting: { frames: number; taken: (ranDry: boolean) => void } | null = null;
  #ranDry = false;
  #closed = false;

  /** @param ppm by how much its clock is faster than nominal */
  constructor(sampleRate: number, periodFrames: number, { ppm = 0, keep = false } = {}) {
    this.sampleRate = sampleRate;
    this.periodFrames = periodFrames;
    this.bufferFrames = 3 * periodFrames;
    this.#framesPerMs = (sampleRate / 1000) * (1 + ppm * 1e-6);
    this.#keep = keep;
  }

  get closed(): boolean {
    return this.#closed;
  }

  write(samples: Float32Array): Promise<boolean> {
    if (this.#waiting) throw new Error('A write is under way already.');
    if (this.#keep) this.written.push(samples.slice());
    return new Promise((taken) => {
      this.#waiting = { frames: samples.length, taken };
      this.#accept();
      this.#refill();
    });
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }

  /** Lets time pass until `ms`. */
  async advance(ms: number): Promise<void> {
    await settled();
    while (this.now < ms) {
      // The next refill starts when a period has drained.
      const untilRoom =
        this.#refilled === null && this.#plays
          ? Math.max(0, this.#buffered - (this.bufferFrames - this.periodFrames)) / this.#framesPerMs
          : Infinity;
      const step = Math.min(ms - this.now, untilRoom + 1e-6);
      this.now += step;
      if (this.#plays) this.#drain(step * this.#framesPerMs);
      if (this.#refill()) await settled();
    }
    await settled();
  }

  #drain(frames: number): void {
    this.#buffered -= frames;
    if (this.#buffered > 0) return;
    this.#buffered = 0;
    this.#plays = false;
    this.#ranDry = true;
    this.underruns++;
  }

  /** @returns whether anything moved */
  #refill(): boolean {
    let moved = false;
    for (;;) {
      if (this.#refilled === null) {
        if (this.#buffered + this.periodFrames > this.bufferFrames + 1e-3) return moved;
        this.#refilled = 0;
      }
      while (this.#refilled < this.periodFrames) {
        if (this.#current === 0) {
          if (this.#queued === 0) return moved;
          this.#current = this.#queued;
          this.#queued = 0;
          this.#accept();
        }
        const frames = Math.min(this.#current, this.periodFrames - this.#refilled);
        this.#current -= frames;
        this.#refilled += frames;
        moved = true;
      }
      this.#buffered += this.periodFrames;
      this.#refilled = null;
      if (this.#buffered >= this.bufferFrames - 1e-3) this.#plays = true;
    }
  }

  /** The write that waits goes into the queue where there is room. */
  #accept(): void {
    if (!this.#waiting || this.#queued > 0) return;
    this.#queued = this.#waiting.frames;
    const { taken } = this.#waiting;
    this.#waiting = null;
    taken(this.#ranDry);
    this.#ranDry = false;
  }
}
