import { expect, test } from 'vitest';
import { CATALOGUE } from '../../../src/models/catalogue.js';
import { plainWordsOf } from '../../../src/shared/model-words.js';
import { LANGUAGES } from '../../../src/words/languages.js';
import { say } from '../../../src/words/say.js';

test.each(LANGUAGES)('no two models of the catalogue have one name in %s', (language) => {
  const names = CATALOGUE.map(({ id }) => {
    const plain = plainWordsOf(id);
    if (!plain) throw new Error(`${id} has no plain words.`);
    return say(plain, language);
  });
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(31);
});

test('a model of one’s own has no plain words', () => {
  expect(plainWordsOf('my-model')).toBeNull();
});
