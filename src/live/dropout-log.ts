import type { EngineDropout } from '../shared/engine-messages.js';
import { LATEST_DROPOUTS, type Dropout, type Dropouts } from '../shared/live.js';

/** Time for the engine to wake up and fill its queues after an app began to record: no gap in it is a dropout. */
const WAKE_UP_MS = 1000;

/** Dropouts while an app recorded, with time and kind of the newest ones. Clocks are in milliseconds. */
export class DropoutLog {
  readonly #now: () => number;
  #count = 0;
  #latest: readonly Dropout[] = [];
  #listeningSince: number | null = null;
  /** When sound stopped while an app listened; null while it flows. */
  #silentSince: number | null = null;

  /** @param now monotonic clock */
  constructor(now: () => number) {
    this.#now = now;
  }

  get figures(): Dropouts {
    return { count: this.#count, latest: this.#latest };
  }

  /** Forgets everything: it was switched off. */
  clear(): void {
    this.#count = 0;
    this.#latest = [];
    this.#listeningSince = this.#silentSince = null;
  }

  /** @param isListening whether an app listens now */
  setListening(isListening: boolean): void {
    if (isListening) this.#listeningSince ??= this.#now();
    else this.#listeningSince = this.#silentSince = null;
  }

  add({ kind, ms, agoMs }: EngineDropout): void {
    const at = this.#now() - agoMs;
    if (this.#wasListeningAt(at)) this.#append({ kind, ms, time: Date.now() - agoMs });
  }

  /** Sound no longer flows, and the engine was not asked to stop it. */
  onSilence(): void {
    const now = this.#now();
    if (this.#wasListeningAt(now)) this.#silentSince ??= now;
  }

  /** Sound flows again. */
  onSound(): void {
    if (this.#silentSince === null) return;
    const ms = this.#now() - this.#silentSince;
    this.#silentSince = null;
    this.#append({ kind: 'restart', ms, time: Date.now() - ms });
  }

  #wasListeningAt(at: number): boolean {
    return this.#listeningSince !== null && at - this.#listeningSince > WAKE_UP_MS;
  }

  #append(dropout: Dropout): void {
    this.#count++;
    this.#latest = [...this.#latest, dropout].slice(-LATEST_DROPOUTS);
  }
}
