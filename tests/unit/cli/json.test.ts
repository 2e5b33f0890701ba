import { expect, it } from 'vitest';
import { toJson } from '../../../src/cli/json.js';
import { words } from '../../../src/words/words.js';

it('gives scripts sentences, wherever they are, and leaves everything else as it is', () => {
  const value = { problems: [{ words: words('live.microphoneMissing'), fix: null }], reason: null, n: 1 };
  expect(JSON.parse(toJson(value))).toEqual({
    problems: [{ words: 'The microphone is not there. Plug it in, or choose another one.', fix: null }],
    reason: null,
    n: 1,
  });
  expect(toJson({ a: 1 }, 2)).toBe('{\n  "a": 1\n}\n');
});
