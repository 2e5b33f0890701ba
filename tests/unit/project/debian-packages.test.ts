import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
// The set-up scripts are plain Node without types.
// @ts-expect-error no declaration
import { debianPackages } from '../../../scripts/setup.mjs';

/** Packages that only a clone needs: an Electron is fetched with pip where its own host can't be reached. */
const FOR_A_CLONE = ['python3-pip'];

const alternatives = (entry: string): string =>
  entry
    .split('|')
    .map((name) => name.trim())
    .sort()
    .join('|');

it('the deb asks for what a clone installs to run the app', () => {
  const { deb } = parse(readFileSync('electron-builder.yml', 'utf8')) as {
    deb: { depends: string[]; recommends: string[] };
  };
  const { run, window } = debianPackages as Record<'run' | 'window', string[]>;
  const asked = [...deb.depends, ...deb.recommends].map(alternatives);
  const installed = [...run, ...window].filter((name) => !FOR_A_CLONE.includes(name)).map(alternatives);
  expect(installed.length).toBeGreaterThan(5);
  expect(installed.filter((name) => !asked.includes(name))).toEqual([]);
});
