import { fork, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileLock, LockHeldError, withFileLock } from '../../../src/files/lock.js';
import { bundleForNode } from '../../support/bundle.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const CONTENDERS = 8;
const ROUNDS = 1000;

const canUnshare = spawnSync('unshare', ['--pid', '--net', '--fork', 'true']).status === 0;

const lockIn = (...parts: string[]): string => join(temporaryFolder(), ...parts, 'lock');

/** Resolves with what a process printed, once it has ended. */
const printed = (child: ChildProcess): Promise<string> =>
  new Promise((done) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (part: string) => (text += part));
    child.once('close', () => done(text));
  });

describe('the lock', () => {
  it('is held by one at a time, and free again when released', async () => {
    const file = lockIn('deep');
    const first = new FileLock(file);
    await first.acquire();
    await first.acquire();
    const second = new FileLock(file);
    await expect(second.acquire()).rejects.toMatchObject({ processId: process.pid });
    second.release();
    await expect(second.acquire()).rejects.toThrow(LockHeldError);
    first.release();
    expect(readdirSync(join(file, '..'))).toEqual([]);
    await second.acquire();
    second.release();
  });

  it('is given back when the work fails', async () => {
    const file = lockIn();
    await expect(withFileLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withFileLock(file, () => Promise.resolve(1))).toBe(1);
  });

  it('works where the path is longer than a socket’s may be', async () => {
    const file = lockIn('f'.repeat(120), 'ü'.repeat(60));
    const first = new FileLock(file);
    await first.acquire();
    await expect(new FileLock(file).acquire()).rejects.toThrow(LockHeldError);
    first.release();
    await withFileLock(file, () => Promise.resolve());
    expect(readdirSync(join(file, '..'))).toEqual([]);
  });

  it('leaves other files alone, whatever they are called', async () => {
    const file = lockIn();
    const others = ['lock', 'lock.1', 'lock.1-abc', 'lock.held', 'lockstep'];
    mkdirSync(join(file, '..'), { recursive: true });
    for (const name of others) writeFileSync(join(file, '..', name), '');
    await withFileLock(file, () => Promise.resolve());
    expect(readdirSync(join(file, '..')).sort()).toEqual(others.sort());
  });

  it('says what the system says where its folder can’t be made', async () => {
    const file = lockIn();
    writeFileSync(file, '');
    await expect(new FileLock(join(file, 'lock')).acquire()).rejects.toMatchObject({ code: 'EEXIST' });
  });

  it('is free once its holder was killed, stopped or not', async () => {
    const folder = temporaryFolder();
    const program = await bundleForNode('tests/support/lock-holder.ts', folder);
    const file = join(folder, 'lock');
    const holder = fork(program, [file], { execArgv: [] });
    await new Promise((done) => holder.once('message', done));
    await expect(new FileLock(file).acquire()).rejects.toMatchObject({ processId: holder.pid });
    holder.kill('SIGSTOP');
    await expect(new FileLock(file).acquire()).rejects.toMatchObject({ processId: holder.pid });
    holder.kill('SIGKILL');
    await new Promise((done) => holder.once('exit', done));
    await withFileLock(file, () => Promise.resolve());
  });

  it.skipIf(!canUnshare)('is seen from other process and network namespaces', async () => {
    const folder = temporaryFolder();
    const program = await bundleForNode('tests/support/lock-holder.ts', folder);
    const file = join(folder, 'lock');
    await withFileLock(file, async () => {
      const args = ['--pid', '--net', '--fork', '--kill-child', process.execPath, program, file];
      const inside = spawn('unshare', args, { stdio: ['ignore', 'ignore', 'pipe'] });
      inside.stderr.setEncoding('utf8');
      const [text] = await once(inside.stderr, 'data');
      expect(text).toContain('LockHeldError');
      inside.kill('SIGKILL');
    });
  });

  it(
    `never has two holders: ${CONTENDERS} contenders, dead ones between them`,
    { timeout: 300_000 },
    async () => {
      const folder = temporaryFolder();
      const program = await bundleForNode('tests/support/lock-process.ts', folder);
      const file = join(folder, 'locks', 'lock');
      mkdirSync(join(folder, 'locks'));
      const contenders = Array.from({ length: CONTENDERS }, () =>
        printed(
          spawn(process.execPath, [program, file, String(ROUNDS / CONTENDERS)], {
            stdio: ['ignore', 'pipe', 'inherit'],
          }),
        ),
      );
      const results = (await Promise.all(contenders)).map(
        (text) => JSON.parse(text) as { held: number; violations: number },
      );
      expect(results).toEqual(results.map(() => ({ held: ROUNDS / CONTENDERS, violations: 0 })));
    },
  );
});
