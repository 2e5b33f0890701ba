import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { releaseNotes } from '../../../scripts/check-release.mjs';

const decisions = readdirSync('docs/decisions')
  .filter((name) => /^\d{4}-/.test(name))
  .sort();
const pageOf = (name: string): string => readFileSync(join('docs/decisions', name), 'utf8');

const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'].concat(
  readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
);

describe('the decisions', () => {
  it('are numbered without a gap', () => {
    expect(decisions.map((name) => Number(name.slice(0, 4)))).toEqual(decisions.map((_, at) => at + 1));
  });

  it.each(decisions)('%s has a status under its title', (name) => {
    const [title, empty, status] = pageOf(name).split('\n');
    expect(title).toMatch(/^# \S/);
    expect(empty).toBe('');
    expect(status).toMatch(/^\*\*Status:\*\* (accepted|superseded by \[\d{4}\]\(\d{4}-[^)]+\)|withdrawn)/);
  });

  it.each(decisions)('%s is in the list of decisions', (name) => {
    expect(pageOf('README.md')).toContain(`(${name})`);
  });
});

describe('the documents', () => {
  const links = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(
      ([, target = '']) => ({
        page,
        target,
      }),
    ),
  );

  it.each(links)('$page links to $target, which is there', ({ page, target }) => {
    expect(existsSync(resolve(dirname(page), target))).toBe(true);
  });

  it('name only files that are there', () => {
    const named = pages
      .filter((page) => !page.startsWith('docs/decisions') && page !== 'CHANGELOG.md')
      .flatMap((page) =>
        [
          ...readFileSync(page, 'utf8').matchAll(/`((?:src|tests|scripts|bench|assets|docs)\/[\w./-]+)`/g),
        ].map(([, file = '']) => ({ page, file })),
      )
      // Placeholders in capitals, such as NAME, stand for a name to choose.
      .filter(({ file }) => !/\b(NAME|AREA|XX)\b/.test(file));
    expect(named.filter(({ file }) => !existsSync(file))).toEqual([]);
  });
});

describe('the changelog', () => {
  const changelog = readFileSync('CHANGELOG.md', 'utf8');

  it('has a date for what was released, newest first', () => {
    const headings = [...changelog.matchAll(/^## (\S+) – (.+)$/gm)].map(([, version, date]) => ({
      version,
      date,
    }));
    expect(headings.length).toBeGreaterThan(1);
    for (const { date } of headings.slice(1)) expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const dates = headings.slice(1).map(({ date }) => date);
    expect(dates).toEqual([...dates].sort().reverse());
  });

  it('gives the notes of a version, and names what is missing', () => {
    expect(
      releaseNotes('# C\n\n## 2.0.0 – 2026-01-02\n\n- new\n\n## 1.0.0 – 2025-01-02\n- old\n', '2.0.0'),
    ).toEqual({
      date: '2026-01-02',
      notes: '- new',
    });
    expect(() => releaseNotes(changelog, '9.9.9')).toThrow('“## 9.9.9 – DATE”');
    expect(() => releaseNotes('## 2.0.0 – unreleased\n', '2.0.0')).toThrow('“unreleased”');
  });
});
