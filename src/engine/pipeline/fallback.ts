import type { FallbackCause } from '../../shared/engine-messages.js';

/** Slower than this share of the hop's time counts as too slow: the rest of the work needs time as well. */
const TOO_SLOW = 0.9;
/** Inference slower than real time for this long is an overload. */
const OVERLOAD_SECONDS = 1;
/** Headroom is needed for this long before a step back up; it doubles after each attempt. */
const FIRST_REST_SECONDS = 10;
const LONGEST_REST_SECONDS = 160;
/** This many unusable hops within this time are a fault of the model. */
const FAULTS = 3;
const FAULT_SECONDS = 10;
/** A model that failed so often is not tried again. */
const MOST_FAILURES = 3;

/**
 * Decides when the chosen model gives way and when it gets another chance: inference that can't keep up for more
 * than a second, or output that is no sound several times in a row.
 */
export class FallbackControl {
  #slowSeconds = 0;
  #restSeconds = 0;
  #neededRest = FIRST_REST_SECONDS;
  /** Seconds of sound since each of the newest faults. */
  readonly #faultAges: number[] = [];
  #failures = 0;
  #step = 0;
  #cause: FallbackCause = 'overload';

  /** How many steps were fallen back; 0 while the chosen model runs. */
  get step(): number {
    return this.#step;
  }

  /** Why the last step was taken. */
  get cause(): FallbackCause {
    return this.#cause;
  }

  /**
   * @param busy share of the hop's time that its processing took (1 = all of it)
   * @param hopSeconds the hop's time
   * @param steps how many steps there are to fall back
   * @returns whether `step` changed
   */
  measure(busy: number, hopSeconds: number, steps: number): boolean {
    for (let i = 0; i < this.#faultAges.length; i++) (this.#faultAges[i] as number) += hopSeconds;
    if (busy > TOO_SLOW) {
      // The time that passes counts, not that of the sound.
      this.#slowSeconds += hopSeconds * Math.max(1, busy);
      this.#restSeconds = 0;
    } else {
      this.#slowSeconds = Math.max(0, this.#slowSeconds - hopSeconds);
      this.#restSeconds += hopSeconds;
    }
    if (this.#step < steps && this.#slowSeconds > OVERLOAD_SECONDS) return this.#change(+1, 'overload');
    if (this.#step > 0 && this.#restSeconds > this.#neededRest && this.#failures < MOST_FAILURES) {
      this.#neededRest = Math.min(2 * this.#neededRest, LONGEST_REST_SECONDS);
      return this.#change(-1, this.#cause);
    }
    return false;
  }

  /**
   * The model gave a hop that is no sound, and was reset.
   *
   * @param steps how many steps there are to fall back
   * @returns whether `step` changed
   */
  onFault(steps: number): boolean {
    this.#faultAges.push(0);
    if (this.#faultAges.length > FAULTS) this.#faultAges.shift();
    if (this.#faultAges.length < FAULTS || (this.#faultAges[0] as number) > FAULT_SECONDS) return false;
    this.#faultAges.length = 0;
    if (this.#step >= steps) return false;
    this.#failures++;
    return this.#change(+1, 'unusable-output');
  }

  /** Takes all steps at once and stays there: the chosen model can't run. */
  giveUp(steps: number): void {
    this.#step = steps;
    this.#failures = MOST_FAILURES;
  }

  /** Another model was chosen, which gets all chances. */
  reset(): void {
    this.#step = this.#failures = this.#slowSeconds = this.#restSeconds = 0;
    this.#neededRest = FIRST_REST_SECONDS;
    this.#faultAges.length = 0;
  }

  #change(steps: number, cause: FallbackCause): true {
    this.#step += steps;
    this.#cause = cause;
    this.#slowSeconds = this.#restSeconds = 0;
    return true;
  }
}
