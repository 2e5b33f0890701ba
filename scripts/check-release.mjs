// node scripts/check-release.mjs TAG [--notes]: holds that a tag, package.json and CHANGELOG.md name the same version;
// with --notes it prints that version's part of the changelog.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The part of a changelog under one version.
 * @param {string} changelog Markdown with a heading `## VERSION – DATE` for each version
 * @param {string} version
 * @returns {{ date: string, notes: string }}
 * @throws Error with a sentence when the version is not there or not dated
 */
export function releaseNotes(changelog, version) {
  const parts = changelog.split(/^## /m).slice(1);
  const part = parts.find((text) => text.startsWith(`${version} `));
  if (!part) throw new Error(`CHANGELOG.md has no heading “## ${version} – DATE”.`);
  const [heading, ...lines] = part.split('\n');
  const date = heading.split('–')[1]?.trim() ?? '';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date))
    throw new Error(`CHANGELOG.md has no date for ${version}: “${date}”.`);
  return { date, notes: lines.join('\n').trim() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [tag = '', option] = process.argv.slice(2);
  const root = resolve(fileURLToPath(import.meta.url), '../..');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  try {
    if (tag !== `v${version}`) throw new Error(`The tag is ${tag}, but package.json says ${version}.`);
    const { notes } = releaseNotes(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), version);
    if (option === '--notes') console.log(notes);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
