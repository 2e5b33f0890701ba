import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CATALOGUES, LANGUAGES } from '../../../src/words/languages.js';

type Texts = { readonly [key: string]: string | Texts };

const flat = (texts: Texts, prefix = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );

const english = flat(CATALOGUES.en);

/** The values and tags that a text is filled with. */
const holes = (text: string): string[] => (text.match(/\{\{\w+\}\}|<\/?\w+>/g) ?? []).sort();

test.each(LANGUAGES)('%s has the keys of English, with the same values and tags in each text', (language) => {
  const texts = new Map(flat(CATALOGUES[language]));
  expect([...texts.keys()].sort()).toEqual(english.map(([key]) => key).sort());
  for (const [key, text] of english) expect([key, holes(texts.get(key) ?? '')]).toEqual([key, holes(text)]);
});

const sourceFolder = join(dirname(fileURLToPath(import.meta.url)), '../../../src');
const sources = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/^words\/[a-z]{2}\.ts$/.test(name))
  .map((name) => [name, readFileSync(join(sourceFolder, name), 'utf8')] as const);

test('every text is used somewhere', () => {
  const code = sources.map(([, text]) => text).join('\n');
  const used = (key: string): boolean => {
    const name = key.replace(/_(one|other)$/, '');
    if (code.includes(`'${name}'`) || code.includes(`"${name}"`)) return true;
    // Keys made from a value: `files.${state}`, `cable.${words}Title`.
    const parts = [...code.matchAll(/`([a-zA-Z0-9.]+\.(?:[^`]*\$\{[^`]*)+)`/g)].map(
      ([, template]) =>
        new RegExp(`^${(template ?? '').replace(/\./g, '\\.').replace(/\$\{[^}]*\}/g, '\\w+')}$`),
    );
    return parts.some((pattern) => pattern.test(name));
  };
  expect(english.map(([key]) => key).filter((key) => !used(key))).toEqual([]);
});

test('no text is written into a component', () => {
  const written = sources
    .filter(([name]) => name.endsWith('.tsx') && !name.startsWith('renderer/hooks'))
    .flatMap(([name, text]) =>
      [
        ...text.matchAll(
          /(?:>|(?:label|title|placeholder|alt)=")\s*([A-Za-zÄÖÜäöü][^<>{}"=;()]*[a-zäöü])\s*(?:<|")/g,
        ),
      ].map(([, words]) => `${name}: ${words}`),
    );
  expect(written).toEqual([]);
});
