import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleForNode } from '../../support/bundle.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** Starts a process that ends in this way, and says how it did. */
async function end(way: string, signals: readonly NodeJS.Signals[] = []) {
  const folder = temporaryFolder();
  const program = await bundleForNode(resolve('tests/support/ending-process.ts'), folder);
  const cleaned = join(folder, 'cleaned');
  const child = spawn(process.execPath, [program, way, cleaned], { stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close');
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout.setEncoding('utf8');
  const output = child.stdout[Symbol.asyncIterator]();
  // Each signal is sent when what the one before brought about has been said.
  for (const signal of signals) {
    await output.next();
    child.kill(signal);
  }
  child.stdout.resume();
  const [code] = (await closed) as [number | null];
  return { code, stderr, isCleanedUp: existsSync(cleaned) };
}

describe.skipIf(process.platform === 'win32')('an end that nobody planned', () => {
  it.each([
    ['throws', /please report it:\nError: thrown on the way\n +at /],
    ['rejects', /please report it:\nError: rejected on the way\n +at /],
  ])('of a program that %s is a fault, told with its place', async (way, message) => {
    const { code, stderr, isCleanedUp } = await end(way);
    expect({ code, isCleanedUp }).toEqual({ code: 70, isCleanedUp: true });
    expect(stderr).toMatch(message);
  });

  it.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s cleans up', async (signal, code) => {
    expect(await end('waits', [signal])).toEqual({ code, stderr: '', isCleanedUp: true });
  });

  it('is left to the command at the first signal, and comes at once at the second', async () => {
    expect(await end('stops', ['SIGINT', 'SIGINT'])).toEqual({ code: 130, stderr: '', isCleanedUp: true });
  });

  it('comes although a clean-up hangs', async () => {
    expect(await end('hangs')).toEqual({ code: 0, stderr: '', isCleanedUp: true });
  });
});
