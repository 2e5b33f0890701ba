import { initReactI18next } from 'react-i18next';
import type { en } from '../words/en.js';
import type { Language } from '../words/languages.js';
import { catalogues } from '../words/say.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

initReactI18next.init(catalogues);

/** Speaks a language from now on, to screen readers too. */
export const speak = async (language: Language): Promise<void> => {
  await catalogues.changeLanguage(language);
  document.documentElement.lang = language;
};
