import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** A comment, also one behind code, that begins without its subject. */
const FAULT = /(?:^|\s)(?:\/\*\*?\s*(?:\*\s)?|\/\/ )(?:Of|So much|So long|So many|What|Told) /;

/** Places of the comments that begin with such a word, as `FILE:LINE`. */
function faultsOf(file: string, text: string): string[] {
  const places: string[] = [];
  for (const { index } of text.matchAll(new RegExp(FAULT, 'gm')))
    places.push(`${file}:${text.slice(0, index + 1).split('\n').length}`);
  return places;
}

describe('comments', () => {
  it('that begin without a subject are found, wherever they are', () => {
    const text =
      '/** Of a sample. */\n/**\n * What it is.\n */\nlet a; // So much.\nlet b; // So long as\n// Office.';
    expect(faultsOf('a.ts', text)).toEqual(['a.ts:1', 'a.ts:2', 'a.ts:6']);
  });

  it.each(['src', 'tests', 'bench', 'scripts'])('of %s begin with a noun or a verb', (folder) => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.(tsx?|m?js)$/.test(file) && !file.endsWith('comments.test.ts'),
    );
    expect(files.length).toBeGreaterThan(5);
    expect(files.flatMap((file) => faultsOf(file, readFileSync(join(folder, file), 'utf8')))).toEqual([]);
  });
});
