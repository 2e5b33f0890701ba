import { createInstance, type i18n } from 'i18next';
import { CATALOGUES, LANGUAGES, type Language } from './languages.js';
import { areWords, type Value, type Words } from './words.js';

const resources = Object.fromEntries(
  LANGUAGES.map((language) => [language, { translation: CATALOGUES[language] }]),
);

/** All catalogues in one instance of i18next, which starts in English. */
export const catalogues: i18n = createInstance({
  resources,
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  // Each place that shows a text escapes it itself.
  interpolation: { escapeValue: false },
});
void catalogues.init();

/** `words` has checked key and values already. */
const translate = catalogues.t as (key: string, options: object) => string;

/** Names in one sentence: `Zoom, Discord and Chrome`. */
export const listOf = (items: readonly string[], language: Language): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(items);

function sayValue(value: Value, language: Language): string | number {
  if (Array.isArray(value))
    return listOf(
      value.map((item: Words) => say(item, language)),
      language,
    );
  return areWords(value) ? say(value, language) : (value as string | number);
}

/** Words in a language. */
export function say({ key, values = {} }: Words, language: Language): string {
  const said = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, sayValue(value, language)]),
  );
  return translate(key, { ...said, lng: language });
}

/** Words in English, which logs and the command line speak. */
export const inEnglish = (words: Words): string => say(words, 'en');
