import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { CATALOGUES, LANGUAGES, type Language } from '../../../src/words/languages.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

type Texts = { readonly [key: string]: string | Texts };

const flat = (texts: Texts, prefix = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );

const english = flat(CATALOGUES.en);

/** The values and tags that a text is filled with. */
const holes = (text: string): string[] => (text.match(/\{\{\w+\}\}|<\/?\w+>/g) ?? []).sort();

const PLURAL_FORM = /_(zero|one|two|few|many|other)$/;

/** The keys that a language must have, each with English's text: in place of English's plural forms its own. */
const expectedTexts = (language: Language): Map<string, string> => {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return new Map(
    english.flatMap(([key, text]): [string, string][] => {
      if (key.endsWith('_other')) return forms.map((form) => [key.replace(PLURAL_FORM, `_${form}`), text]);
      return PLURAL_FORM.test(key) ? [] : [[key, text]];
    }),
  );
};

test.each(LANGUAGES)(
  '%s has the keys of English, its own forms for numbers, and the same values',
  (language) => {
    const texts = new Map(flat(CATALOGUES[language] as Texts));
    const expected = expectedTexts(language);
    expect([...texts.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [key, text] of expected)
      expect([key, holes(texts.get(key) ?? '')]).toEqual([key, holes(text)]);
  },
);

test('the package brings Chromium’s own texts for each language, and for no other', () => {
  const builder = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as {
    electronLanguages: string[];
  };
  const brought = new Set(builder.electronLanguages.map((locale) => locale.split('-')[0]));
  expect([...brought].sort()).toEqual([...LANGUAGES].sort());
});

const sourceFolder = join(root, 'src');
const sources = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/^words\/[a-z]{2}\.ts$/.test(name))
  .map((name) => [name, readFileSync(join(sourceFolder, name), 'utf8')] as const);

/** Rooms whose sentences are read in a terminal alone. */
const TERMINAL_ROOMS = /^(doctor|remoteControl)\./;
/** Answers to commands of other programs name the command. */
const ANSWERS_TO_COMMANDS = ['live.noSuchMicrophone', 'live.noSuchSpeakers'];

test.each(LANGUAGES)('%s tells nobody who sees the window to type what they may not have', (language) => {
  const texts = new Map(flat(CATALOGUES[language] as Texts));
  const namesCommand = ([key, text]: [string, string]) =>
    /\b(stillmic [a-z-]+|npm|npx|node )\b/.test(text) &&
    !texts.has(`${key}_window`) &&
    !TERMINAL_ROOMS.test(key) &&
    !ANSWERS_TO_COMMANDS.includes(key);
  expect([...texts].filter(namesCommand).map(([key]) => key)).toEqual([]);
});

test('every text is used somewhere', () => {
  const code = sources.map(([, text]) => text).join('\n');
  const used = (key: string): boolean => {
    const name = key.replace(PLURAL_FORM, '').replace(/_window$/, '');
    if (code.includes(`'${name}'`) || code.includes(`"${name}"`)) return true;
    // Keys made from a value: `files.${state}`, `cable.${words}Title`.
    const parts = [...code.matchAll(/`([a-zA-Z0-9.]+\.(?:[^`]*\$\{[^`]*)+)`/g)].map(
      ([, template]) =>
        new RegExp(`^${(template ?? '').replace(/\./g, '\\.').replace(/\$\{[^}]*\}/g, '[\\w-]+')}$`),
    );
    return parts.some((pattern) => pattern.test(name));
  };
  expect(english.map(([key]) => key).filter((key) => !used(key))).toEqual([]);
});
