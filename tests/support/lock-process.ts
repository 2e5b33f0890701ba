/**
 * One contender of the lock's fuzz test: takes the lock, enters the guarded region, leaves it, until it has held it ROUNDS times.
 * It prints last: rounds, and how often somebody else was in the region.
 *
 * usage: lock-process LOCK_FILE ROUNDS
 */
import { closeSync, linkSync, openSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileLock, LockHeldError } from '../../src/files/lock.js';

const [file = '', rounds = '0'] = process.argv.slice(2);
const region = `${file}-region`;

/** The socket on which nobody listens: a process leaves it that died while it contended for or held the lock. */
async function leaveDeadSocket(): Promise<void> {
  const token = Math.floor(Math.random() * 2 ** 48)
    .toString(16)
    .padStart(12, '0');
  const born = `${file}-${token}`;
  const server = createServer().listen(born);
  await new Promise((done) => server.once('listening', done));
  linkSync(born, `${file}.${process.pid}-${token}`);
  if (Math.random() < 0.5) closeSync(openSync(`${file}.${process.pid}-${token}.held`, 'w'));
  await new Promise((done) => server.close(done));
}

async function main(): Promise<void> {
  let held = 0;
  let violations = 0;
  const lock = new FileLock(file);
  while (held < Number(rounds)) {
    try {
      await lock.acquire();
      held++;
      try {
        closeSync(openSync(region, 'wx'));
        if (Math.random() < 0.3) await sleep(Math.random() * 3);
        rmSync(region);
      } catch {
        violations++;
      }
      lock.release();
    } catch (error) {
      if (!(error instanceof LockHeldError)) throw error;
    }
    if (Math.random() < 0.2) await leaveDeadSocket();
    if (Math.random() < 0.3) await sleep(Math.random() * 2);
  }
  process.stdout.write(JSON.stringify({ held, violations }));
}

void main();
