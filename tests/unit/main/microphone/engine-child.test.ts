import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { spawnEngine } from '../../../../src/main/microphone/engine-child.js';

/** A process as utilityProcess hands it out: it has no process id before it was spawned. */
class FakeUtilityProcess extends EventEmitter {
  pid: number | undefined;
  spawned(pid: number): void {
    this.pid = pid;
    this.emit('spawn');
  }
}

let utility: FakeUtilityProcess;
vi.mock('electron', () => ({ utilityProcess: { fork: () => utility } }));

beforeEach(() => {
  utility = new FakeUtilityProcess();
  vi.spyOn(process, 'kill').mockReturnValue(true);
});
afterEach(() => vi.restoreAllMocks());

test('a kill before the process is there waits for it', () => {
  const child = spawnEngine('engine.cjs', {});
  child.kill();
  expect(process.kill).not.toHaveBeenCalled();
  utility.spawned(4711);
  expect(process.kill).toHaveBeenCalledWith(4711, 'SIGKILL');
});

test('a running process is killed at once, and one that nobody kills lives', () => {
  const child = spawnEngine('engine.cjs', {});
  utility.spawned(4711);
  expect(process.kill).not.toHaveBeenCalled();
  child.kill();
  expect(process.kill).toHaveBeenCalledWith(4711, 'SIGKILL');
});

test('a process that is gone already is no fault', () => {
  vi.mocked(process.kill).mockImplementation(() => {
    throw new Error('ESRCH');
  });
  const child = spawnEngine('engine.cjs', {});
  utility.spawned(4711);
  expect(() => child.kill()).not.toThrow();
});
