import { sayInWindow } from '../../words/say.js';
import type { Words } from '../../words/words.js';
import { useLanguage } from './main-state.js';

/** Words from main as a sentence in the language in use. */
export const useSentence = (): ((words: Words) => string) => {
  const language = useLanguage();
  return (words) => sayInWindow(words, language);
};
