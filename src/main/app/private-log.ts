/** Replaces a path in the log: paths hold names of people and of their files. */
const PATH = '<path>';

/** The file of a stack's frame, of which its name and place are kept. */
const FRAME = /\(?(?:file:\/\/)?[^\s()]*[\\/]([\w.-]+\.[cm]?[jt]s:\d+:\d+)\)?/g;

/** A path in quotes may have spaces. */
const QUOTED = /(['"“”])(?=[^'"“”]*[\\/])[^'"“”\n]*(['"“”])/g;

const BARE = /(?<![\w<])(?:file:\/\/|[A-Za-z]:)?(?:[\\/]|~[\\/])[^\s'"“”()]+/g;

/** A text for the log without paths; of our own code in a stack, the file's name and line are left. */
export const withoutPaths = (text: string): string =>
  text
    .split('\n')
    .map((line) =>
      /^\s+at /.test(line)
        ? line.replace(FRAME, '($1)').replace(BARE, PATH)
        : line.replace(QUOTED, `$1${PATH}$2`).replace(BARE, PATH),
    )
    .join('\n');

/** Anything that is logged, as text without paths. */
export function privateLine(value: unknown): string {
  if (value instanceof Error) return withoutPaths(value.stack ?? value.message);
  if (typeof value === 'string') return withoutPaths(value);
  return withoutPaths(JSON.stringify(value) ?? String(value));
}
