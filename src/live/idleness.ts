/** An app that stops and starts recording at once should find the engine awake. */
const IDLE_AFTER_MS = 2000;

/** Determines whether nobody has needed the engine's sound for a while. */
export class Idleness {
  readonly #lookAgain: () => void;
  /** On the monotonic clock, ms. */
  #neededAt = -Infinity;
  #timer: NodeJS.Timeout | null = null;

  /** @param lookAgain called when `isIdle` may have another answer by the passing of time alone */
  constructor(lookAgain: () => void) {
    this.#lookAgain = lookAgain;
  }

  /** @param isNeeded whether somebody needs it now */
  isIdle(isNeeded: boolean): boolean {
    this.forget();
    if (isNeeded) {
      this.#neededAt = performance.now();
      return false;
    }
    const wait = this.#neededAt + IDLE_AFTER_MS - performance.now();
    if (wait <= 0) return true;
    this.#timer = setTimeout(this.#lookAgain, wait);
    return false;
  }

  /** Does not call `lookAgain` any more. */
  forget(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
