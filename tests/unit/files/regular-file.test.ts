import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openRegularFile } from '../../../src/files/regular-file.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

test('a file is opened with its size, through a link too', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a'), 'abc');
  symlinkSync('a', join(folder, 'link'));
  for (const name of ['a', 'link']) {
    const { handle, size } = await openRegularFile(join(folder, name));
    expect(size).toBe(3);
    expect(await handle.readFile('utf8')).toBe('abc');
    await handle.close();
  }
});

test('what is no regular file is refused at once', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'folder'));
  symlinkSync('circle', join(folder, 'circle'));
  await expect(openRegularFile(join(folder, 'folder'))).rejects.toThrow(/is a folder/);
  await expect(openRegularFile(join(folder, 'circle'))).rejects.toThrow(/lead in a circle/);
  await expect(openRegularFile(join(folder, 'none'))).rejects.toThrow(/There is no file/);
  await expect(openRegularFile(join(folder, 'x'.repeat(300)))).rejects.toThrow(/too long/);
});

test.skipIf(process.platform === 'win32')('pipes, devices and sockets are refused at once', async () => {
  const folder = temporaryFolder();
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  const server = createServer().listen(join(folder, 'socket'));
  onTestFinished(() => void server.close());
  const start = performance.now();
  for (const path of [join(folder, 'pipe'), join(folder, 'socket'), '/dev/zero', '/dev/tty'])
    await expect(openRegularFile(path)).rejects.toThrow(/is a pipe or a device/);
  expect(performance.now() - start).toBeLessThan(5000);
});
