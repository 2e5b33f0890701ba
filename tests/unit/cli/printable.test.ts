import { expect, it } from 'vitest';
import { printable, printableWords } from '../../../src/cli/printable.js';
import { inEnglish } from '../../../src/words/say.js';
import { words } from '../../../src/words/words.js';

it('writes out what a terminal would obey, and leaves the rest', () => {
  expect(printable('a\x1b[31m\nb\x9b\u202e.wav')).toBe('a\\x1b[31m\\x0ab\\x9b\\u202e.wav');
  expect(printable('Größe 😀 #%.wav')).toBe('Größe 😀 #%.wav');
});

it('writes out the values of a sentence, also those of one within it', () => {
  const damage = words('audioFile.damagedAt', { file: 'a\x07.wav', place: '0:01.0' });
  expect(inEnglish(printableWords(words('audioFile.addAcceptDamaged', { damage })))).toBe(
    'a\\x07.wav is damaged at 0:01.0. Add --accept-damaged to go on with what there is.',
  );
});
