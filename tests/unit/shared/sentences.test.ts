import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import german from '../../../src/shared/sentences/de.json' with { type: 'json' };
import { translate } from '../../../src/shared/sentences/translate.js';

const source = join(dirname(fileURLToPath(import.meta.url)), '../../../src');

/** Whose sentences reach the window: main's own, and what the parts that it runs throw or give as a reason. */
const FOLDERS = [
  'main',
  'live',
  'engine',
  'audio',
  'dsp',
  'enhancer',
  'models',
  'audio-file',
  'export',
  'onnx',
];

/** Names and generated code. */
const NOT_SHOWN = ['models/catalogue.ts', 'onnx/onnx_pb.ts'];
/** A fault of ours that no user can bring about, and the text of a licence, which has no other language. */
const ENGLISH_ONLY =
  /^(ONNX Runtime would send telemetry|The size of a real Fourier transform|A hop of \{\} leaves samples|The audio worker runs as a worker thread only|Permission is hereby granted)/;

/** A string or template of the source, with `{}` for its values; null for anything else. */
function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
}

const isSentence = (text: string): boolean =>
  /^[A-Z“{].*\s.*[.!?]$/s.test(text) && text.split(/\s+/).length >= 3;

/** Whether it makes an error whose message is shown as it is. */
const makesUserError = (node: ts.Node): boolean =>
  ts.isNewExpression(node) && /^(UserError|SoundServerError)$/.test(node.expression.getText());

/** Every text of the source, and of these what is shown: sentences, and all that a user's error is made of. */
const texts = new Set<string>();
const shown = new Set<string>();

function read(file: string): void {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node, isMessage: boolean): void => {
    const text = textOf(node);
    if (text !== null) texts.add(text);
    if (text !== null && /[a-z]/.test(text) && (isSentence(text) || isMessage)) shown.add(text);
    // Values in a sentence are no sentences, but may be parts of one.
    const isError = makesUserError(node);
    const isPart = text !== null || ts.isCallExpression(node);
    ts.forEachChild(node, (child) => visit(child, isError || (isMessage && !isPart)));
  };
  visit(tree, false);
}

for (const folder of FOLDERS)
  for (const name of readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.ts') && !NOT_SHOWN.includes(`${folder}/${name}`)) read(join(source, folder, name));

/** A sentence with a value in each of its holes. */
const filled = (sentence: string): string => sentence.replaceAll('{}', 'x7');

test('every sentence that can reach the window has its German form', () => {
  const lacking = [...shown].filter((sentence) => translate(filled(sentence), 'de') === filled(sentence));
  expect(lacking.filter((sentence) => !ENGLISH_ONLY.test(sentence))).toEqual([]);
});

test('there is no German form of what nobody says any more', () => {
  const isSaid = (english: string): boolean =>
    texts.has(english) || (english.startsWith('{}') && texts.has(english.slice(2)));
  expect(Object.keys(german).filter((english) => !isSaid(english))).toEqual([]);
});

test('a German form has the values of its sentence', () => {
  for (const [english, translation] of Object.entries(german)) {
    const holes = [...translation.matchAll(/\{(\d)\}/g)].map(([, at]) => Number(at));
    const count = english.split('{}').length - 1;
    const expected = Array.from({ length: count }, (_, index) => index + 1);
    expect([english, [...new Set(holes)].sort()]).toEqual([english, expected]);
  }
});

test('English stays as it is, and so does what has no German form', () => {
  expect(translate('It is empty.', 'en')).toBe('It is empty.');
  expect(translate('EPIPE', 'de')).toBe('EPIPE');
});
