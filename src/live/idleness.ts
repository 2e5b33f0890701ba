/** An app that stops and starts recording at once should find the engine awake. */
const IDLE_AFTER_MS = 2000;

/** Whether what the engine makes has been needed by nobody for a while. */
export class Idleness {
  readonly #lookAgain: () => void;
  #neededAt = 0;
  #timer: NodeJS.Timeout | null = null;

  /** @param lookAgain called when `isIdle` may have another answer by the passing of time alone */
  constructor(lookAgain: () => void) {
    this.#lookAgain = lookAgain;
  }

  /** @param isNeeded whether it is needed now */
  isIdle(isNeeded: boolean): boolean {
    this.forget();
    if (isNeeded) {
      this.#neededAt = Date.now();
      return false;
    }
    const wait = this.#neededAt + IDLE_AFTER_MS - Date.now();
    if (wait <= 0) return true;
    this.#timer = setTimeout(this.#lookAgain, wait);
    return false;
  }

  /** Does not look again. */
  forget(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
