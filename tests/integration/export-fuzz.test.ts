import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { bundleForNode } from '../support/bundle.js';
import type { FuzzReport } from '../support/fuzz-report.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const CHECKPOINTS = 2000;
// Few enough that what the collector hasn't freed yet stays small beside the bound.
const PER_PROCESS = 100;

it(`${CHECKPOINTS} hostile checkpoints each end in a clear error or a valid read, in 5 s and 300 MiB`, async () => {
  const program = await bundleForNode(resolve('tests/support/checkpoint-fuzz-process.ts'), temporaryFolder());
  let read = 0;
  let refused = 0;
  for (let from = 0; from < CHECKPOINTS; from += PER_PROCESS) {
    const args = [program, String(from), String(from + PER_PROCESS)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const report = JSON.parse(stdout) as FuzzReport;
    expect(report.faults).toEqual([]);
    expect(report.slowestSeconds).toBeLessThan(5);
    expect(report.peakMiB).toBeLessThan(300);
    read += report.read;
    refused += report.refused;
  }
  expect(read + refused).toBe(CHECKPOINTS);
  // Some mutations leave a checkpoint whole; most must not.
  expect(refused).toBeGreaterThan(CHECKPOINTS / 2);
}, 600_000);
