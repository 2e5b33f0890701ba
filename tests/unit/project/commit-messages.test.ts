import { expect, it } from 'vitest';
import { problemOf, SUBJECT_LIMIT } from '../../../scripts/check-commits.mjs';

it.each([
  'Keep the reserve\n',
  'Keep the reserve\n\nBecause a late hop is heard.\n',
  `${'ä'.repeat(SUBJECT_LIMIT)}\n`,
  `Merge branch ${'x'.repeat(SUBJECT_LIMIT)}`,
])('takes %j', (message) => {
  expect(problemOf(message)).toBeNull();
});

it.each([
  ['x'.repeat(SUBJECT_LIMIT + 1), `The subject has ${SUBJECT_LIMIT + 1} characters`],
  ['', 'empty'],
  ['Keep the reserve.', 'full stop'],
  ['Keep the reserve\nBecause.', 'empty line'],
])('refuses %j', (message, problem) => {
  expect(problemOf(message)?.toLowerCase()).toContain(problem.toLowerCase());
});
