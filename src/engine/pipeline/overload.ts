/** Slower than this share of the hop's time counts as too slow: the rest of the work needs time as well. */
const TOO_SLOW = 0.9;
/** So long too slow is an overload. */
const OVERLOAD_SECONDS = 1;
/** So long must there be room before what was given up gets another chance; doubled each time. */
const FIRST_REST_SECONDS = 10;
const LONGEST_REST_SECONDS = 160;

/** Tells when inference can't keep up for more than a second, and when to try again. */
export class OverloadMonitor {
  #slowSeconds = 0;
  #restSeconds = 0;
  #neededRest = FIRST_REST_SECONDS;
  #level = 0;

  /** How many steps were fallen back; 0 without an overload. */
  get level(): number {
    return this.#level;
  }

  /**
   * @param busy share of the hop's time that its processing took (1 = all of it)
   * @param hopSeconds the hop's time
   * @param steps how many steps there are to fall back
   * @returns whether `level` changed
   */
  measure(busy: number, hopSeconds: number, steps: number): boolean {
    if (busy > TOO_SLOW) {
      // What counts is the time that passes, not that of the sound.
      this.#slowSeconds += hopSeconds * Math.max(1, busy);
      this.#restSeconds = 0;
    } else {
      this.#slowSeconds = Math.max(0, this.#slowSeconds - hopSeconds);
      this.#restSeconds += hopSeconds;
    }
    if (this.#level < steps && this.#slowSeconds > OVERLOAD_SECONDS) return this.#change(+1);
    if (this.#level > 0 && this.#restSeconds > this.#neededRest) {
      this.#neededRest = Math.min(2 * this.#neededRest, LONGEST_REST_SECONDS);
      return this.#change(-1);
    }
    return false;
  }

  #change(steps: number): true {
    this.#level += steps;
    this.#slowSeconds = this.#restSeconds = 0;
    return true;
  }
}
