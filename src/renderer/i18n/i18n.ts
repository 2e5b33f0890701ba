import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../shared/language.js';
import de from './de.json';
import en from './en.json';

const resources = { en: { translation: en }, de: { translation: de } };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: (typeof resources)['en'];
  }
}

void i18next.use(initReactI18next).init({
  resources,
  lng: 'en',
  initAsync: false,
  fallbackLng: 'en',
  // React escapes what it shows.
  interpolation: { escapeValue: false },
});

/** Speaks a language from now on, to screen readers too. */
export const speak = async (language: Language): Promise<void> => {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
};
