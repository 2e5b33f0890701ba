import { sayInWindow } from '../words/say.js';
import type { Language } from '../words/languages.js';
import type { Words } from '../words/words.js';

let language: Language = 'en';

/** Chooses the language of the tray, the dialogs and the notifications. */
export const setLanguage = (chosen: Language): void => {
  language = chosen;
};

/** Words in the chosen language. */
export const inCurrentLanguage = (words: Words): string => sayInWindow(words, language);
