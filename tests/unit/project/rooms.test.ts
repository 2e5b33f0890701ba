import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { imports as permissions } from '../../../eslint.config.js';
import { circles, readImports, roomImports } from '../../support/source-imports.js';

/** The table that docs/architecture.md draws: room → rooms that it imports, sorted. */
function drawnImports(): Record<string, string[]> {
  const page = readFileSync('docs/architecture.md', 'utf8');
  const drawing = /```rooms\n([^]*?)```/.exec(page)?.[1];
  if (!drawing) throw new Error('docs/architecture.md has no block ```rooms.');
  return Object.fromEntries(
    drawing
      .trim()
      .split('\n')
      .map((line) => {
        const [room = '', others = ''] = line.split(/\s+→\s*/);
        return [room.trim(), others.split(/\s+/).filter(Boolean).sort()];
      }),
  );
}

const sorted = (table: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(table).map(([room, others]) => [room, [...others].sort()]));

describe('the rooms of src', () => {
  const graph = readImports();

  it('import what lint permits, and use every permission', () => {
    expect(roomImports(graph)).toEqual(sorted(permissions));
  });

  it('are drawn in docs/architecture.md as they are', () => {
    expect(drawnImports()).toEqual(sorted(permissions));
  });

  it('are drawn from the ground up: a room imports only rooms above it in the list', () => {
    const order = Object.keys(drawnImports());
    for (const [room, others] of Object.entries(drawnImports()))
      for (const other of others)
        expect(order.indexOf(other), `${room} imports ${other}`).toBeLessThan(order.indexOf(room));
  });

  it('have no circle of imports, not even of types', () => {
    expect(circles(graph)).toEqual([]);
  });

  it('would show a circle', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ]);
    expect(circles(graph)).toEqual([['b', 'c', 'b']]);
  });
});
