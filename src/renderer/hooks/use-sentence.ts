import { translate } from '../../shared/sentences/translate.js';
import { useLanguage } from './main-state.js';

/** A sentence that main said, in the language in use. */
export const useSentence = (): ((sentence: string) => string) => {
  const language = useLanguage();
  return (sentence) => translate(sentence, language);
};
