import type { Words } from '../words/words.js';

/** Result of a call across processes: a value, or a failure as plain data (errors lose their class there). */
export type Result<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & Failure);

/** A failed call, as plain data. */
export interface Failure {
  /** One sentence that can be shown. */
  readonly words: Words;
  /** True for a user's mistake or a state that the user can mend; false for a fault of ours, worth a report. */
  readonly expected: boolean;
}
