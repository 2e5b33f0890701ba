/** First in, first out for the samples of a channel. It grows to the largest backlog, and then allocates nothing. */
export class SampleQueue {
  #samples = new Float64Array(8192);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** Adds `samples[from … to)`. */
  push(samples: Float64Array | Float32Array, from: number, to: number): void {
    this.#reserve(to - from);
    this.#samples.set(from === 0 && to === samples.length ? samples : samples.subarray(from, to), this.#end);
    this.#end += to - from;
  }

  pushSilence(count: number): void {
    this.#reserve(count);
    this.#samples.fill(0, this.#end, this.#end + count);
    this.#end += count;
  }

  /** Takes the oldest `count` samples, at most `length`, out into `target`. */
  shift(target: Float64Array | Float32Array, count: number): void {
    target.set(this.#samples.subarray(this.#start, this.#start + count));
    this.#start += count;
  }

  /** Takes the oldest `count` samples out, at most `length`. */
  drop(count: number): void {
    this.#start += count;
  }

  #reserve(count: number): void {
    if (this.#end + count <= this.#samples.length) return;
    const { length } = this;
    const target =
      length + count <= this.#samples.length / 2 ? this.#samples : new Float64Array(2 * (length + count));
    target.set(this.#samples.subarray(this.#start, this.#end));
    this.#samples = target;
    this.#start = 0;
    this.#end = length;
  }
}
