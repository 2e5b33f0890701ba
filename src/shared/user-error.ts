import { inEnglish } from '../words/say.js';
import { plainWords, type Words } from '../words/words.js';

/** An error that is said in words, in any language; `message` is their English form. */
export class SpokenError extends Error {
  override readonly name: string = 'SpokenError';
  readonly words: Words;

  constructor(words: Words, options?: ErrorOptions) {
    super(inEnglish(words), options);
    this.words = words;
  }
}

/**
 * A mistake or a state that the user can do something about. Its words are one clear sentence (or two: what is
 * wrong, and the way out), fit to be shown as they are, without a stack; `message` is their English form.
 */
export class UserError extends SpokenError {
  override readonly name: string = 'UserError';
}

/** The message of anything that was thrown, in English. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Anything that was thrown, as words; what isn't ours stays as it was said. */
export const wordsOf = (error: unknown): Words =>
  error instanceof SpokenError ? error.words : plainWords(messageOf(error));
