import i18next from 'i18next';
import { say } from '../words/say.js';
import type { Words } from '../words/words.js';
import type { Language } from '../words/languages.js';

/** Labels of the tray's menu and of dialogs. The window has its own texts; whole sentences are in shared/sentences. */
const english = {
  on: 'On',
  microphone: 'Microphone',
  defaultMicrophone: 'System default',
  model: 'Model',
  strength: 'Strength',
  bypass: 'Bypass (hear the difference)',
  open: 'Open Stillmic',
  quit: 'Quit',
  chooseRecordings: 'Choose recordings to clean',
  recordings: 'Recordings',
  chooseModel: 'Choose a model to import',
  models: 'Models',
  save: 'Save the clean recording',
};

type Texts = Record<keyof typeof english, string>;

const german: Texts = {
  on: 'Ein',
  microphone: 'Mikrofon',
  defaultMicrophone: 'Standard des Systems',
  model: 'Modell',
  strength: 'Stärke',
  bypass: 'Überbrücken (Unterschied hören)',
  open: 'Stillmic öffnen',
  quit: 'Beenden',
  chooseRecordings: 'Aufnahmen zum Säubern wählen',
  recordings: 'Aufnahmen',
  chooseModel: 'Modell zum Importieren wählen',
  models: 'Modelle',
  save: 'Saubere Aufnahme speichern',
};

const translations = i18next.createInstance({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  interpolation: { escapeValue: false },
  resources: { en: { translation: english }, de: { translation: german } },
});
void translations.init();

export const setLanguage = (language: Language): void => {
  void translations.changeLanguage(language);
};

/** The language that main speaks now. */
export const currentLanguage = (): Language => translations.language as Language;

/** A label in the current language. */
export const text = (key: keyof Texts): string => translations.t(key);

/** A sentence of ours in the current language. */
export const inCurrentLanguage = (sentence: Words): string => say(sentence, currentLanguage());
