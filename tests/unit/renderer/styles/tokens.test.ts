import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { WINDOW_BACKGROUND } from '../../../../src/shared/window-frame.js';

const tokens = readFileSync(
  join(dirname(fileURLToPath(import.meta.url)), '../../../../src/renderer/styles/tokens.css'),
  'utf8',
);

/** The names of a rule's custom properties, each with its value. */
const propertiesOf = (selector: string): Map<string, string> => {
  const [, body = ''] = tokens.split(`${selector} {`);
  const rule = body.slice(0, body.indexOf('\n}'));
  return new Map(
    [...rule.matchAll(/(--[\w-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  );
};

const light = propertiesOf(':root');
const dark = propertiesOf(":root[data-theme='dark']");

test('the window has the page’s colour before the page is drawn', () => {
  expect({ light: light.get('--surface'), dark: dark.get('--surface') }).toEqual(WINDOW_BACKGROUND);
});

test('dark has a value for each colour of light, and no other property', () => {
  const isColour = (name: string) => /#|rgba|var\(--/.test(light.get(name) ?? '') && name !== '--font';
  expect([...dark.keys()].sort()).toEqual([...light.keys()].filter(isColour).sort());
});
