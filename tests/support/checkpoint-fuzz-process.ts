import { CheckpointError } from '../../src/export/checkpoint/checkpoint-error.js';
import { readCheckpoint } from '../../src/export/checkpoint/read-checkpoint.js';
import { hostileCheckpoint } from './checkpoint-fuzz.js';

/** Report of a process that reads hostile checkpoints, as JSON. */
export interface FuzzReport {
  readonly read: number;
  readonly refused: number;
  /** Anything thrown that is no clear error. */
  readonly faults: readonly string[];
  /** Longest processor time of one checkpoint. */
  readonly slowestSeconds: number;
  /** Most memory that the whole process ever held. */
  readonly peakMiB: number;
}

/** Reads the hostile checkpoints `from` … `to` − 1. */
async function run(from: number, to: number): Promise<FuzzReport> {
  const faults: string[] = [];
  let read = 0;
  let refused = 0;
  let slowest = 0;
  for (let index = from; index < to; index++) {
    const bytes = hostileCheckpoint(index);
    const start = process.cpuUsage();
    try {
      await readCheckpoint(bytes);
      read++;
    } catch (error) {
      if (error instanceof CheckpointError) refused++;
      else faults.push(`${index}: ${String(error)}`);
    }
    const { user, system } = process.cpuUsage(start);
    slowest = Math.max(slowest, user + system);
  }
  return {
    read,
    refused,
    faults,
    slowestSeconds: slowest / 1e6,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  };
}

const [from, to] = process.argv.slice(2).map(Number);
void run(from ?? 0, to ?? 0).then((report) => process.stdout.write(JSON.stringify(report)));
