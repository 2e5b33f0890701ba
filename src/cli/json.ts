import { inEnglish } from '../words/say.js';
import { areWords } from '../words/words.js';

/**
 * JSON for scripts, in which each text is an English sentence.
 *
 * @param indent spaces of an indented form; none for one line
 */
export const toJson = (value: unknown, indent?: number): string =>
  `${JSON.stringify(value, (_key, part: unknown) => (areWords(part) ? inEnglish(part) : part), indent)}\n`;
