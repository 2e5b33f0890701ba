import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../../../src/export/families/index.js';

const folder = join('src', 'export', 'families');
const familyFolders = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe('the families of the exporter', () => {
  it('have names of their own', () => {
    const names = FAMILIES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('are listed in docs/export.md', () => {
    const page = readFileSync(join('docs', 'export.md'), 'utf8');
    const listed = /^Known families: (.*?)\. /m.exec(page)?.[1] ?? '';
    expect(listed.split(', ').sort()).toEqual(FAMILIES.map(({ name }) => `\`${name}\``).sort());
  });

  it('import no other family: what they share is in src/export/layers', () => {
    const strays = familyFolders.flatMap((family) =>
      readdirSync(join(folder, family)).flatMap((file) =>
        [...readFileSync(join(folder, family, file), 'utf8').matchAll(/from '\.\.\/([\w-]+)\//g)].map(
          ([, other]) => `${family}/${file} imports ${other}`,
        ),
      ),
    );
    expect(strays).toEqual([]);
    expect(familyFolders.length).toBeGreaterThan(1);
  });
});
