import type { Value, Words } from '../words/words.js';
import { areWords } from '../words/words.js';

/** Control characters, and those that turn the direction of text: a terminal would obey them. */
const UNSAFE = /[\p{Cc}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Text from a file's name, a model's metadata or a device, with what a terminal would obey written out: `\x1b`. */
export const printable = (text: string): string =>
  text.replace(UNSAFE, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100
      ? `\\x${code.toString(16).padStart(2, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`;
  });

function printableValue(value: Value): Value {
  if (typeof value === 'string') return printable(value);
  if (Array.isArray(value)) return value.map((item: Words) => printableWords(item));
  return areWords(value) ? printableWords(value) : value;
}

/** A sentence whose values are printable. */
export const printableWords = ({ key, values }: Words): Words =>
  values === undefined
    ? { key }
    : {
        key,
        values: Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, printableValue(value)]),
        ),
      };
