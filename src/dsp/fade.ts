/** Mixes two signals with a gain that moves from one to the other without a step. */

/**
 * Equal-power crossfade of unrelated signals (cos² + sin² = 1).
 *
 * @param position how much of the fade is done at the first sample, 0–1; `step` more at each further one
 * @returns the position after the last sample, at most 1
 */
export function crossfade(
  from: Float32Array,
  to: Float32Array,
  output: Float32Array,
  position: number,
  step: number,
): number {
  for (let i = 0; i < output.length; i++) {
    const angle = position * (Math.PI / 2);
    output[i] = (from[i] as number) * Math.cos(angle) + (to[i] as number) * Math.sin(angle);
    position = Math.min(1, position + step);
  }
  return position;
}

/**
 * A gain that glides to its target along half a cosine. For signals that are alike and aligned (dry and wet),
 * whose shares add up to 1.
 */
export class GlidingGain {
  #from: number;
  #to: number;
  #position = 1;
  #step: number;

  /** @param samples length of a glide */
  constructor(value: number, samples: number) {
    this.#from = this.#to = value;
    this.#step = 1 / samples;
  }

  get target(): number {
    return this.#to;
  }

  get isSettled(): boolean {
    return this.#position >= 1;
  }

  /** Jumps to this value. */
  jumpTo(value: number): void {
    this.#from = this.#to = value;
    this.#position = 1;
  }

  /** @param samples length of this glide and those after it, where it is another one */
  glideTo(value: number, samples?: number): void {
    if (value === this.#to) return;
    this.#from = this.#at(this.#position);
    this.#to = value;
    this.#position = 0;
    if (samples !== undefined) this.#step = 1 / samples;
  }

  /** Multiplies samples [samples], in place. Settled at 0 it gives exact zeros. */
  apply(samples: Float32Array): void {
    if (this.isSettled && this.#to === 1) return;
    if (this.isSettled && this.#to === 0) samples.fill(0);
    else for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] as number) * this.next();
  }

  /** The gain at the next sample. */
  next(): number {
    if (this.#position >= 1) return this.#to;
    this.#position = Math.min(1, this.#position + this.#step);
    return this.#at(this.#position);
  }

  #at(position: number): number {
    return this.#from + (this.#to - this.#from) * (0.5 - 0.5 * Math.cos(Math.PI * position));
  }
}
