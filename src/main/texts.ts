import i18next from 'i18next';
import type { Language } from '../shared/settings.js';

/** What main says by itself: the tray, notifications, dialogs. The window has its own texts. */
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
  fileDone: '{{name}} is clean and can be saved.',
  noTray:
    'This desktop shows no tray icons, so closing the window minimises it. To end Stillmic, choose Quit in the settings.',
  settingsSetAside:
    'The settings could not be read, so the defaults are used. The old file was kept as {{name}}.',
  rendererGaveUp:
    'The window crashed several times ({{reason}}). The microphone goes on. Open the window from the tray, or start Stillmic again.',
  rendererCrashed: 'The window crashed ({{reason}}) and was opened again. The microphone went on.',
  gpuCrashed: 'The graphics process crashed ({{reason}}) and was started again.',
  shortcutTaken: 'The shortcut {{keys}} is used by another app. Choose another one in the settings.',
  fault: 'Something in Stillmic went wrong: {{message}} The logs say more (Settings, Open logs).',
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
  fileDone: '{{name}} ist sauber und kann gespeichert werden.',
  noTray:
    'Dieser Desktop zeigt keine Symbole im Infobereich, darum wird das Fenster beim Schließen minimiert. Beendet wird Stillmic in den Optionen.',
  settingsSetAside:
    'Die Einstellungen waren nicht lesbar, darum gelten die Voreinstellungen. Die alte Datei wurde als {{name}} aufgehoben.',
  rendererGaveUp:
    'Das Fenster ist mehrmals abgestürzt ({{reason}}). Das Mikrofon läuft weiter. Öffne das Fenster über das Symbol im Infobereich oder starte Stillmic neu.',
  rendererCrashed:
    'Das Fenster ist abgestürzt ({{reason}}) und wurde neu geöffnet. Das Mikrofon lief weiter.',
  gpuCrashed: 'Der Grafikprozess ist abgestürzt ({{reason}}) und wurde neu gestartet.',
  shortcutTaken:
    'Das Tastenkürzel {{keys}} wird von einer anderen App benutzt. Wähle in den Optionen ein anderes.',
  fault:
    'In Stillmic ist etwas schiefgegangen: {{message}} Mehr steht in den Protokollen (Optionen, Protokolle öffnen).',
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

/** A text of main in the current language. */
export const text = (key: keyof Texts, values: Record<string, string> = {}): string =>
  translations.t(key, values);
