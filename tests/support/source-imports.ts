import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '../..');

/** A file of src, by its path from the project's folder, and the files of src that it imports. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Source file of an import as it is written in the sources; null for a style sheet or another resource. */
function sourceOf(from: string, specifier: string): string | null {
  const base = resolve(dirname(from), specifier);
  const stem = base.replace(/\.js$/, '');
  return [`${stem}.ts`, `${stem}.tsx`, `${stem}.d.ts`].find((file) => existsSync(file)) ?? null;
}

/**
 * Every import of src: static, dynamic and re-exports, type-only ones included. Packages are left out.
 *
 * @throws Error for an import of a file that is not there
 */
export function readImports(): ImportGraph {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(root, 'src', name));
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
      const targets = importedFiles
        .map(({ fileName }) => fileName)
        .filter((name) => name.startsWith('.') && !/node_modules|\.(css|json)$/.test(name))
        .map((name) => {
          const target = sourceOf(file, name);
          if (!target) throw new Error(`${relative(root, file)} imports ${name}, which is not there.`);
          return relative(root, target);
        });
      return [relative(root, file), [...new Set(targets)]];
    }),
  );
}

/** The room, a folder right under src, that a file lies in. */
export const roomOf = (file: string): string => file.split('/')[1] as string;

/** Room → the other rooms that its files import, sorted. */
export function roomImports(graph: ImportGraph): Record<string, string[]> {
  const rooms = new Map<string, Set<string>>();
  for (const [file, targets] of graph) {
    const own = rooms.get(roomOf(file)) ?? new Set();
    rooms.set(roomOf(file), own);
    for (const target of targets) if (roomOf(target) !== roomOf(file)) own.add(roomOf(target));
  }
  return Object.fromEntries([...rooms].map(([room, others]) => [room, [...others].sort()]));
}

/** Circles of imports, each as the files on it; empty when there are none. */
export function circles(graph: ImportGraph): string[][] {
  const found: string[][] = [];
  const state = new Map<string, 'open' | 'done'>();
  const path: string[] = [];
  const visit = (file: string): void => {
    state.set(file, 'open');
    path.push(file);
    for (const target of graph.get(file) ?? []) {
      if (state.get(target) === 'open') found.push([...path.slice(path.indexOf(target)), target]);
      else if (!state.has(target)) visit(target);
    }
    path.pop();
    state.set(file, 'done');
  };
  for (const file of graph.keys()) if (!state.has(file)) visit(file);
  return found;
}
