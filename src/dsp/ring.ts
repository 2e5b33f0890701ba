import { crossfade } from './fade.js';

/** A bounded queue of samples, first in, first out. Nothing is allocated after the constructor. */
export class SampleRing {
  readonly capacity: number;
  readonly #samples: Float32Array;
  #start = 0;
  #length = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.#samples = new Float32Array(capacity);
  }

  /** Number of samples that wait. */
  get length(): number {
    return this.#length;
  }

  /** Appends all samples; where they don't fit, the oldest ones are lost. Returns how many were lost. */
  push(samples: Float32Array): number {
    const kept = samples.length > this.capacity ? samples.subarray(samples.length - this.capacity) : samples;
    const lost = Math.max(0, this.#length + samples.length - this.capacity);
    this.skip(Math.min(this.#length, lost));
    const end = (this.#start + this.#length) % this.capacity;
    const untilWrap = Math.min(kept.length, this.capacity - end);
    this.#samples.set(untilWrap === kept.length ? kept : kept.subarray(0, untilWrap), end);
    if (untilWrap < kept.length) this.#samples.set(kept.subarray(untilWrap), 0);
    this.#length += kept.length;
    return lost;
  }

  /** Copies the oldest samples without taking them. @throws RangeError when there are fewer */
  peek(output: Float32Array): void {
    if (output.length > this.#length)
      throw new RangeError(`${output.length} samples were asked for, but ${this.#length} wait.`);
    const untilWrap = Math.min(output.length, this.capacity - this.#start);
    output.set(this.#samples.subarray(this.#start, this.#start + untilWrap));
    if (untilWrap < output.length)
      output.set(this.#samples.subarray(0, output.length - untilWrap), untilWrap);
  }

  /** Takes the oldest samples. @throws RangeError when there are fewer */
  read(output: Float32Array): void {
    this.peek(output);
    this.skip(output.length);
  }

  /** Forgets the `count` oldest samples. */
  skip(count: number): void {
    this.#start = (this.#start + count) % this.capacity;
    this.#length -= count;
  }

  clear(): void {
    this.#start = this.#length = 0;
  }

  /**
   * Takes `count` samples out and joins what is left by an equal-power crossfade, so that nothing clicks: the
   * oldest samples fade into those that come `count` later.
   *
   * @param scratch two times as long as the crossfade; both halves are overwritten
   * @returns whether enough samples waited for it; if not, nothing was done
   */
  splice(count: number, scratch: Float32Array): boolean {
    const fade = scratch.length >> 1;
    if (this.#length < count + fade) return false;
    const before = scratch.subarray(0, fade);
    const after = scratch.subarray(fade, 2 * fade);
    this.peek(before);
    this.skip(count);
    this.peek(after);
    crossfade(before, after, before, 0.5 / fade, 1 / fade);
    for (let i = 0; i < fade; i++) this.#samples[(this.#start + i) % this.capacity] = before[i] as number;
    return true;
  }
}
