import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import de from '../../../src/renderer/i18n/de.json' with { type: 'json' };
import en from '../../../src/renderer/i18n/en.json' with { type: 'json' };

type Texts = { readonly [key: string]: string | Texts };

const flat = (texts: Texts, prefix = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );

const english = flat(en);
const german = new Map(flat(de));

/** The values and tags that a text is filled with. */
const holes = (text: string): string[] => (text.match(/\{\{\w+\}\}|<\/?\w+>/g) ?? []).sort();

test('both languages have the same keys', () => {
  expect([...german.keys()].sort()).toEqual(english.map(([key]) => key).sort());
});

test('a text has the same values and tags in both languages', () => {
  for (const [key, text] of english) expect([key, holes(german.get(key) ?? '')]).toEqual([key, holes(text)]);
});

const rendererFolder = join(dirname(fileURLToPath(import.meta.url)), '../../../src/renderer');
const sources = readdirSync(rendererFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => [name, readFileSync(join(rendererFolder, name), 'utf8')] as const);

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
    .filter(([name]) => name.endsWith('.tsx') && !name.startsWith('hooks'))
    .flatMap(([name, text]) =>
      [
        ...text.matchAll(
          /(?:>|(?:label|title|placeholder|alt)=")\s*([A-Za-zÄÖÜäöü][^<>{}"=;()]*[a-zäöü])\s*(?:<|")/g,
        ),
      ].map(([, words]) => `${name}: ${words}`),
    );
  expect(written).toEqual([]);
});
