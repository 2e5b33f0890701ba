/** Real-time factors of the last `size` hops: mean and 99th percentile. */
export class RtfWindow {
  readonly #values: Float32Array;
  readonly #sorted: Float32Array;
  #next = 0;
  #count = 0;

  constructor(size: number) {
    this.#values = new Float32Array(size);
    this.#sorted = new Float32Array(size);
  }

  add(value: number): void {
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % this.#values.length;
    this.#count = Math.min(this.#count + 1, this.#values.length);
  }

  mean(): number | null {
    if (this.#count === 0) return null;
    let sum = 0;
    for (let i = 0; i < this.#count; i++) sum += this.#values[i] as number;
    return sum / this.#count;
  }

  p99(): number | null {
    if (this.#count === 0) return null;
    this.#sorted.set(this.#values);
    const sorted = this.#sorted.subarray(0, this.#count).sort();
    return sorted[Math.min(this.#count - 1, Math.floor(0.99 * this.#count))] as number;
  }

  clear(): void {
    this.#next = this.#count = 0;
  }
}
