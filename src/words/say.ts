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

/**
 * Place where words are read. A text that names a command has a form of its own for the window (`KEY_window`), whose
 * users may have no command line.
 */
export type Place = 'terminal' | 'window';

function sayValue(value: Value, language: Language, place: Place): string | number {
  if (Array.isArray(value))
    return listOf(
      value.map((item: Words) => say(item, language, place)),
      language,
    );
  return areWords(value) ? say(value, language, place) : (value as string | number);
}

/** Words in a language. */
export function say({ key, values = {} }: Words, language: Language, place: Place = 'terminal'): string {
  const said = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, sayValue(value, language, place)]),
  );
  return translate(key, { ...said, lng: language, context: place });
}

/** Words for people who see the window, a dialog or a notification. */
export const sayInWindow = (words: Words, language: Language): string => say(words, language, 'window');

/** Words in English, which logs and the command line speak. */
export const inEnglish = (words: Words): string => say(words, 'en');
