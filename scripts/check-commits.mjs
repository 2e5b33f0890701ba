// node scripts/check-commits.mjs RANGE | --message FILE: holds commit subjects to the rule of CONTRIBUTING.md.
// As a hook: git config core.hooksPath scripts/hooks
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const SUBJECT_LIMIT = 72;

/**
 * The fault of a commit message, as one sentence; null when the message keeps the rule.
 * @param {string} message whole, without git's comment lines
 */
export function problemOf(message) {
  const [subject = '', second = ''] = message.trimEnd().split('\n');
  if (/^(Merge|Revert|fixup!|squash!) /.test(subject)) return null;
  if (subject.trim() === '') return 'The subject is empty.';
  if ([...subject].length > SUBJECT_LIMIT)
    return `The subject has ${[...subject].length} characters, ${SUBJECT_LIMIT} at most: put the why into the body.`;
  if (subject.endsWith('.')) return 'The subject ends without a full stop.';
  if (second !== '') return 'An empty line separates the subject from the body.';
  return null;
}

function messages([range, file]) {
  if (range === '--message') return [readFileSync(file, 'utf8').replace(/^#.*\n?/gm, '')];
  return execFileSync('git', ['log', '-z', '--format=%B', range], { encoding: 'utf8' })
    .split('\0')
    .filter((message) => message.trim() !== '');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const bad = messages(process.argv.slice(2)).flatMap((message) => {
    const problem = problemOf(message);
    return problem ? [`${message.split('\n')[0]}\n  ${problem}`] : [];
  });
  if (bad.length > 0) {
    console.error(bad.join('\n'));
    process.exit(1);
  }
}
