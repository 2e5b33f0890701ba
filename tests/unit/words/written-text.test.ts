import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** Texts for people belong into the catalogues: these tests find those that are written into the code. */

const source = join(dirname(fileURLToPath(import.meta.url)), '../../../src');

interface Literal {
  readonly text: string;
  readonly node: ts.Node;
  /** File and line. */
  readonly place: string;
}

/** The text of a string or template, with `…` for its values; null for anything else. */
function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) return node.text.trim();
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
}

/** Every text in the files of a folder. */
function literalsOf(folder: string): Literal[] {
  const found: Literal[] = [];
  for (const name of readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(name)) continue;
    const text = readFileSync(join(source, folder, name), 'utf8');
    const tree = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      const literal = textOf(node);
      if (literal)
        found.push({
          text: literal,
          node,
          place: `${folder}/${name}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`,
        });
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return found;
}

const told = ({ place, text }: Literal): string => `${place} ${text}`;
const hasWord = ({ text }: Literal): boolean => /\p{L}{2}/u.test(text);

/** Attributes of components, and properties of dialogs, menus and notifications, that people read or hear. */
const SHOWN_ATTRIBUTES = ['label', 'title', 'placeholder', 'alt', 'aria-label', 'aria-valuetext'];
const SHOWN_PROPERTIES = [
  'label',
  'title',
  'body',
  'message',
  'detail',
  'buttonLabel',
  'tooltip',
  'subtitle',
];

test('no text is written into a component', () => {
  const isShown = ({ node }: Literal): boolean =>
    ts.isJsxText(node) ||
    (ts.isJsxAttribute(node.parent) && SHOWN_ATTRIBUTES.includes(node.parent.name.getText()));
  const written = literalsOf('renderer').filter((literal) => hasWord(literal) && isShown(literal));
  expect(written.map(told)).toEqual([]);
});

test('no text is written into a dialog, a menu or a notification', () => {
  const isShown = ({ node }: Literal): boolean =>
    ts.isPropertyAssignment(node.parent) &&
    node.parent.initializer === node &&
    SHOWN_PROPERTIES.includes(node.parent.name.getText());
  const written = literalsOf('main').filter((literal) => hasWord(literal) && isShown(literal));
  expect(written.map(told)).toEqual([]);
});

const rooms = readdirSync(source).filter((name) => name !== 'words');

const ERRORS_OF_USERS =
  /^(UserError|SoundServerError|TransientError|TransferAborted|OutOfReach|UnexpectedSize|DeviceLostError)$/;

/** Whether a text is what a user's error says: its argument, or a part of it. */
function isSaidByUserError({ node }: Literal): boolean {
  for (let at = node; !ts.isStatement(at); at = at.parent)
    if (ts.isCallExpression(at)) return false;
    else if (ts.isNewExpression(at.parent) && ERRORS_OF_USERS.test(at.parent.expression.getText()))
      return true;
  return false;
}

test('what a user’s error says is words', () => {
  const written = rooms
    .flatMap(literalsOf)
    .filter((literal) => hasWord(literal) && isSaidByUserError(literal));
  expect(written.map(told)).toEqual([]);
});

test('what goes for words of somebody else is not written here', () => {
  const isPlainWords = ({ node }: Literal): boolean =>
    ts.isCallExpression(node.parent) && node.parent.expression.getText() === 'plainWords';
  const written = rooms.flatMap(literalsOf).filter((literal) => hasWord(literal) && isPlainWords(literal));
  expect(written.map(told)).toEqual([]);
});
