/** Real-time factors of the last `size` hops: mean and 99th percentile. */
export class RtfWindow {
  readonly #values: Float32Array;
  readonly #sorted: Float32Array;
  #next = 0;
  #count = 0;
  #p99: number | null = null;
  #addedSince = 0;

  constructor(size: number) {
    this.#values = new Float32Array(size);
    this.#sorted = new Float32Array(size);
  }

  add(value: number): void {
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % this.#values.length;
    this.#count = Math.min(this.#count + 1, this.#values.length);
    this.#addedSince++;
  }

  mean(): number | null {
    if (this.#count === 0) return null;
    let sum = 0;
    for (let i = 0; i < this.#count; i++) sum += this.#values[i] as number;
    return sum / this.#count;
  }

  /** Computed anew when a tenth of the values is new: sorting costs more than everything else here. */
  p99(): number | null {
    if (this.#count === 0 || (this.#p99 !== null && this.#addedSince < this.#values.length / 10))
      return this.#p99;
    this.#addedSince = 0;
    this.#sorted.set(this.#values);
    const sorted = this.#sorted.subarray(0, this.#count).sort();
    this.#p99 = sorted[Math.min(this.#count - 1, Math.floor(0.99 * this.#count))] as number;
    return this.#p99;
  }
}
