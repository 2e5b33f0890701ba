import type { LiveStatus } from './live.js';
import type { Language } from '../words/languages.js';

interface StateWords {
  readonly off: string;
  readonly starting: string;
  readonly on: string;
  readonly onIdle: string;
  readonly listening: (apps: readonly string[]) => string;
  readonly bypassed: string;
  readonly recovering: string;
  readonly unplugged: string;
  readonly failed: string;
}

/** Names in one sentence: `Zoom, Discord and Chrome`. */
export const listOf = (items: readonly string[], locale: Language): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);

const words: Readonly<Record<Language, StateWords>> = {
  en: {
    off: 'Off',
    starting: 'Starting…',
    on: 'On',
    onIdle: 'On – no app is listening',
    listening: (apps) => `On – ${listOf(apps, 'en')} ${apps.length > 1 ? 'are' : 'is'} listening`,
    bypassed: 'Bypassed',
    recovering: 'Recovering…',
    unplugged: 'Microphone unplugged – waiting',
    failed: 'Stopped by a problem',
  },
  de: {
    off: 'Aus',
    starting: 'Startet …',
    on: 'Ein',
    onIdle: 'Ein – keine App hört zu',
    listening: (apps) => `Ein – ${listOf(apps, 'de')} ${apps.length > 1 ? 'hören' : 'hört'} zu`,
    bypassed: 'Überbrückt',
    recovering: 'Wird wiederhergestellt …',
    unplugged: 'Mikrofon nicht eingesteckt – wartet',
    failed: 'Durch ein Problem angehalten',
  },
};

/** What the microphone is doing, in the words that the switch, the tray's tooltip and the live region share. */
export function describeState(status: LiveStatus, language: Language): string {
  const say = words[language];
  switch (status.state) {
    case 'running':
      if (status.listeners.length > 0) return say.listening(status.listeners);
      return status.idle ? say.onIdle : say.on;
    case 'recovering':
      return status.microphoneMissing ? say.unplugged : say.recovering;
    default:
      return say[status.state];
  }
}
