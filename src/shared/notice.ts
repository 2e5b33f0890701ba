import type { Words } from '../words/words.js';

/** Something that main has to say and that belongs to no page: a settings file that couldn't be read, a crash. */
export interface Notice {
  readonly id: string;
  readonly severity: 'info' | 'problem';
  readonly words: Words;
}
