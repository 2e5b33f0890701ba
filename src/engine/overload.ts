/** Slower than this share of the hop's time counts as too slow: the rest of the work needs time as well. */
const TOO_SLOW = 0.9;
/** So long too slow is an overload. */
const OVERLOAD_SECONDS = 1;
/** So long must there be room before the chosen model gets another chance; doubled at each relapse. */
const FIRST_REST_SECONDS = 10;
const LONGEST_REST_SECONDS = 160;

/** Tells when inference can't keep up for more than a second, and when to try again. */
export class OverloadMonitor {
  #slowSeconds = 0;
  #restSeconds = 0;
  #neededRest = FIRST_REST_SECONDS;
  #overloaded = false;

  get overloaded(): boolean {
    return this.#overloaded;
  }

  /**
   * @param busy share of the hop's time that its processing took (1 = all of it)
   * @param hopSeconds the hop's time
   * @returns whether `overloaded` changed
   */
  measure(busy: number, hopSeconds: number): boolean {
    if (busy > TOO_SLOW) {
      this.#slowSeconds += hopSeconds;
      this.#restSeconds = 0;
    } else {
      this.#slowSeconds = Math.max(0, this.#slowSeconds - hopSeconds);
      this.#restSeconds += hopSeconds;
    }
    if (!this.#overloaded && this.#slowSeconds > OVERLOAD_SECONDS) {
      this.#overloaded = true;
      this.#slowSeconds = this.#restSeconds = 0;
      return true;
    }
    if (this.#overloaded && this.#restSeconds > this.#neededRest) {
      this.#overloaded = false;
      this.#neededRest = Math.min(2 * this.#neededRest, LONGEST_REST_SECONDS);
      this.#slowSeconds = this.#restSeconds = 0;
      return true;
    }
    return false;
  }
}
