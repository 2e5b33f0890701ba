import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.js';

const committed = readFileSync('src/onnx/onnx_pb.ts', 'utf8');

it('the head of onnx_pb.ts names the command that writes it', () => {
  const head = committed.slice(0, committed.indexOf('import '));
  expect(head).toContain('`npm run generate`');
  expect(head).toContain('SPDX-License-Identifier: Apache-2.0');
  expect(JSON.parse(readFileSync('package.json', 'utf8'))).toHaveProperty('scripts.generate');
});

it('onnx_pb.ts is what the generator writes', () => {
  const folder = temporaryFolder();
  execFileSync(process.execPath, ['scripts/generate-onnx.mjs', folder], { stdio: 'pipe' });
  expect(readFileSync(join(folder, 'onnx_pb.ts'), 'utf8')).toBe(committed);
});
