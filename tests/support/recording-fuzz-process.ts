import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAudioFile } from '../../src/audio-file/open-audio-file.js';
import { UserError } from '../../src/shared/user-error.js';
import type { FuzzReport } from './checkpoint-fuzz-process.js';
import { hostileRecording } from './recording-fuzz.js';

/** All of a file through its reader; what it reads is thrown away. */
async function readThrough(path: string, acceptDamaged: boolean): Promise<void> {
  const reader = await openAudioFile(path, { acceptDamaged });
  try {
    for await (const block of reader.blocks())
      if (block.length !== reader.format.channels) throw new Error('a block with other channels');
    void reader.warnings;
  } finally {
    await reader.close();
  }
}

/** Reads the damaged recordings `from` … `to` − 1 of one reader; every other one with damage accepted. */
async function run(reader: string, folder: string, from: number, to: number): Promise<FuzzReport> {
  const path = join(folder, `${reader}-${from}`);
  const faults: string[] = [];
  let read = 0;
  let refused = 0;
  let slowest = 0;
  for (let index = from; index < to; index++) {
    writeFileSync(path, hostileRecording(reader, index));
    const start = process.cpuUsage();
    try {
      await readThrough(path, index % 2 === 1);
      read++;
    } catch (error) {
      if (error instanceof UserError) refused++;
      else faults.push(`${index}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
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

const [reader = '', folder = '.', from, to] = process.argv.slice(2);
void run(reader, folder, Number(from), Number(to)).then((report) =>
  process.stdout.write(JSON.stringify(report)),
);
