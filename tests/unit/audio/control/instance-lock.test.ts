import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { InstanceLock } from '../../../../src/audio/control/instance-lock.js';
import { formatIdentity, ownIdentity } from '../../../../src/audio/control/process-identity.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  file = join(folder, 'deep', 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('is held by one at a time, and free again when released', () => {
  const first = new InstanceLock(file);
  first.acquire();
  first.acquire();
  expect(() => new InstanceLock(file).acquire()).toThrow(`running already (process ${process.pid})`);
  first.release();
  expect(existsSync(file)).toBe(false);
  new InstanceLock(file).acquire();
  expect(readFileSync(file, 'utf8')).toBe(formatIdentity(ownIdentity()));
});

it.each([
  ['of a dead process', '999999999:1'],
  ['of a dead process whose id another one has now', `${process.pid}:1`],
  ['that was cut short', ''],
])('takes over a lock %s', (_, content) => {
  const lock = new InstanceLock(file);
  lock.acquire();
  lock.release();
  writeFileSync(file, content);
  lock.acquire();
  expect(readFileSync(file, 'utf8')).toBe(formatIdentity(ownIdentity()));
});

it('leaves the lock of another alone when it is released without having been held', () => {
  const holder = new InstanceLock(file);
  holder.acquire();
  new InstanceLock(file).release();
  expect(existsSync(file)).toBe(true);
});
