/** This many crashes or hangs within this time: the next try would end in the same way. */
const MOST_FAULTS = 3;
const FAULTS_MS = 60_000;

/** Replacements for settings that ended the engine again and again. */
export type Degradation = 'none' | 'lighter-model' | 'bypass';

/** Counts crashes and hangs of the engine, and decides what to run instead. */
export class EngineFaults {
  readonly #now: () => number;
  #times: number[] = [];
  #degradation: Degradation = 'none';

  /** @param now monotonic clock in ms */
  constructor(now: () => number) {
    this.#now = now;
  }

  get degradation(): Degradation {
    return this.#degradation;
  }

  /** Something else was chosen: it gets all chances. */
  reset(): void {
    this.#times = [];
    this.#degradation = 'none';
  }

  /**
   * @param hasLighterModel whether there is another model to fall back to
   * @param hasRun          whether sound has flowed at all: bypass needs an engine that starts
   * @returns whether to go on; false when nothing is left to try
   */
  onFault(hasLighterModel: boolean, hasRun: boolean): boolean {
    const now = this.#now();
    this.#times = [...this.#times.filter((at) => now - at < FAULTS_MS), now];
    if (this.#times.length < MOST_FAULTS) return true;
    this.#times = [];
    if (this.#degradation === 'none' && hasLighterModel) this.#degradation = 'lighter-model';
    else if (this.#degradation !== 'bypass' && hasRun) this.#degradation = 'bypass';
    else return false;
    return true;
  }
}
