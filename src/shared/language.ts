/** Languages that the app speaks. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language to speak, from the setting and the system's locale such as `de-AT`. */
export const languageOf = (setting: Language | 'system', locale: string): Language =>
  setting !== 'system'
    ? setting
    : (LANGUAGES.find((language) => locale.toLowerCase().startsWith(language)) ?? 'en');
