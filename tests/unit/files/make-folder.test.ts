import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder } from '../../../src/files/make-folder.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

it('makes a folder with those above it, or leaves the one that is there', () => {
  const folder = join(temporaryFolder(), 'a/b/c');
  makeFolder(folder, 0o700);
  makeFolder(folder);
  expect(statSync(folder).isDirectory()).toBe(true);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it('says what the system says where a file is in the way', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeFolder(join(folder, 'file'))).toThrow(expect.objectContaining({ code: 'EEXIST' }));
  expect(() => makeFolder(join(folder, 'file/a'))).toThrow(expect.objectContaining({ code: 'ENOTDIR' }));
});

it.skipIf(process.platform !== 'linux')(
  'ends where the system answers that a folder above is missing',
  () => {
    expect(() => makeFolder('/proc/self/stillmic/a')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  },
);
