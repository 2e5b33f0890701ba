import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import measured from '../../bench/results/embedded-model.json';
import { LEAN_DENOISER } from '../../src/models/embedded.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const run = promisify(execFile);

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** A build into a folder of its own: path → SHA-256 of every file. */
async function build(): Promise<Record<string, string>> {
  const folder = temporaryFolder();
  await run(process.execPath, ['scripts/embed-models.mjs', join(folder, 'models')]);
  await run(process.execPath, [
    'node_modules/electron-vite/bin/electron-vite.js',
    'build',
    '--outDir',
    folder,
  ]);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(folder, file), digest(file)] as const)
      .sort(),
  );
}

it('gives the same files in two builds, and the model that was measured', async () => {
  const first = await build();
  expect(Object.keys(first)).toEqual(expect.arrayContaining([join('models', LEAN_DENOISER), 'main/cli.cjs']));
  expect(await build()).toEqual(first);
  expect(first[join('models', LEAN_DENOISER)]).toBe(measured.figures.leanSha256);
});
