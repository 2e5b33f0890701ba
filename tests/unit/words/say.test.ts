import { expect, it } from 'vitest';
import { LANGUAGES, languageOf, nameOf } from '../../../src/words/languages.js';
import { inEnglish, listOf, say, sayInWindow } from '../../../src/words/say.js';
import { plainWords, words } from '../../../src/words/words.js';

it('puts values where each language wants them', () => {
  const taken = words('main.shortcutTaken', { keys: 'Ctrl+M' });
  expect(inEnglish(taken)).toContain('shortcut Ctrl+M is used');
  expect(say(taken, 'de')).toContain('Ctrl+M');
  expect(say(taken, 'de')).not.toBe(inEnglish(taken));
});

it('says words in words in the same language', () => {
  const failed = words('live.recordingFailed', { reason: words('engine.recordingCutShort') });
  expect(say(failed, 'en')).toBe('The recording was cut short. Try again.');
  expect(say(failed, 'de')).toBe('Die Aufnahme wurde abgebrochen. Versuch es noch einmal.');
});

it('chooses the form for a number', () => {
  const listening = (count: number) => words('home.listening', { apps: 'Zoom', name: 'Mic', count });
  expect(inEnglish(listening(1))).toContain('is listening');
  expect(inEnglish(listening(2))).toContain('are listening');
});

it('leaves what somebody else said as it is, markup and holes included', () => {
  const text = 'EPIPE <b>{{name}}</b> $t(home.switch) & “x”';
  for (const language of LANGUAGES) expect(say(plainWords(text), language)).toBe(text);
});

it('joins names as the language does', () => {
  expect(listOf(['Zoom', 'Discord', 'Chrome'], 'en')).toBe('Zoom, Discord, and Chrome');
  expect(listOf(['Zoom', 'Discord'], 'de')).toBe('Zoom und Discord');
});

it('finds the language of a locale, and English for others', () => {
  expect(languageOf('system', 'de-AT')).toBe('de');
  expect(languageOf('system', 'fr_CA.UTF-8')).toBe('fr');
  expect(languageOf('system', 'es-419')).toBe('es');
  expect(languageOf('system', 'ja-JP')).toBe('en');
  // Frisian (frr) is not French.
  expect(languageOf('system', 'frr')).toBe('en');
  expect(languageOf('de', 'en-GB')).toBe('de');
  expect(LANGUAGES.map(nameOf)).toEqual(['English', 'Deutsch', 'Français', 'Español']);
});

it('has a form for the window of a sentence that names a command, and elsewhere the same one', () => {
  const notHere = words('store.notHereYet', { id: 'gtcrn' });
  expect(say(notHere, 'en')).toContain('stillmic models download gtcrn');
  expect(sayInWindow(notHere, 'en')).toBe(
    'gtcrn is not on this machine yet. Download it on the page “Models”.',
  );
  expect(sayInWindow(words('store.moreProblems', { first: notHere, others: notHere }), 'de')).not.toContain(
    'stillmic models',
  );
  const listening = words('state.listening', { apps: [plainWords('Zoom'), plainWords('OBS')], count: 2 });
  expect(sayInWindow(listening, 'en')).toBe(say(listening, 'en'));
});
