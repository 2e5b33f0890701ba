import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { bundleForNode } from '../support/bundle.js';
import type { FuzzReport } from '../support/fuzz-report.js';
import { FUZZED_READERS } from '../support/recording-fuzz.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const RECORDINGS = 2000;
/** Two processes at once, as many as CI has processors. */
const PER_PROCESS = RECORDINGS / 2;
const MAX_SECONDS = 2;
const MAX_MIB = 300;

it.each(FUZZED_READERS)(
  `${RECORDINGS} damaged recordings each end in a clear error or are read, in ${MAX_SECONDS} s and ${MAX_MIB} MiB: %s`,
  async (reader) => {
    const folder = temporaryFolder();
    const program = await bundleForNode(resolve('tests/support/recording-fuzz-process.ts'), folder);
    const reports = await Promise.all(
      [0, PER_PROCESS].map(async (from) => {
        const args = [program, reader, folder, String(from), String(from + PER_PROCESS)];
        // Without ffmpeg, so that it is our readers that are tried.
        const { stdout } = await promisify(execFile)(process.execPath, args, {
          env: { ...process.env, PATH: '' },
        });
        return JSON.parse(stdout) as FuzzReport;
      }),
    );
    let read = 0;
    let refused = 0;
    for (const report of reports) {
      expect(report.faults).toEqual([]);
      expect(report.slowestSeconds).toBeLessThan(MAX_SECONDS);
      expect(report.peakMiB).toBeLessThan(MAX_MIB);
      read += report.read;
      refused += report.refused;
    }
    expect(read + refused).toBe(RECORDINGS);
    // Some mutations leave a recording whole; many must not.
    expect(read).toBeGreaterThan(RECORDINGS / 10);
    expect(refused).toBeGreaterThan(RECORDINGS / 10);
  },
  300_000,
);
