import type { Catalogue } from './catalogue.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';

/** Languages that Stillmic speaks, each with its catalogue: another one is a file and a line here. */
export const CATALOGUES = { en, de, fr, es } satisfies Readonly<Record<string, Catalogue>>;

/** Code of a language that has a catalogue. */
export type Language = keyof typeof CATALOGUES;

/** Codes of all languages. */
export const LANGUAGES = Object.keys(CATALOGUES) as readonly Language[];

/** The language to speak, from the setting and the system's locale such as `de-AT`. */
export const languageOf = (setting: Language | 'system', locale: string): Language =>
  setting !== 'system'
    ? setting
    : (LANGUAGES.find((language) => language === locale.toLowerCase().split(/[-_.]/)[0]) ?? 'en');

/** A language's own name, such as `Deutsch`. */
export function nameOf(language: Language): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
