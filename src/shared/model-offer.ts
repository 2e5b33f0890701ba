import type { Words } from '../words/words.js';

/** Another model that is recommended to the user, until it is answered. */
export interface ModelOffer {
  /** `done`: it runs, and can be taken back. */
  readonly state: 'offered' | 'downloading' | 'done';
  readonly modelId: string;
  /** The model that it replaces. */
  readonly insteadId: string;
  /** One sentence: why. */
  readonly reason: Words;
  readonly isInstalled: boolean;
  /** Why it could not be had. */
  readonly problem: Words | null;
}
