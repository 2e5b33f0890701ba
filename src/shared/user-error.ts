import { inEnglish } from '../words/say.js';
import { plainWords, type Words } from '../words/words.js';

/**
 * A mistake or a state that the user can do something about. Its words are one clear sentence (or two: what is
 * wrong, and the way out), fit to be shown as they are, without a stack; `message` is their English form.
 */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  readonly words: Words;

  constructor(words: Words | string, options?: ErrorOptions) {
    // A finished sentence is taken until every room has its words.
    const said = typeof words === 'string' ? plainWords(words) : words;
    super(inEnglish(said), options);
    this.words = said;
  }
}

/** The message of anything that was thrown, in English. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Anything that was thrown, as words; what isn't ours stays as it was said. */
export const wordsOf = (error: unknown): Words =>
  error instanceof UserError ? error.words : plainWords(messageOf(error));
