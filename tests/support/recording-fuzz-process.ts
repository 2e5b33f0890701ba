import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAudioFile } from '../../src/audio-file/open-audio-file.js';
import { UserError } from '../../src/shared/user-error.js';
import { reportFuzz } from './fuzz-report.js';
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

const [reader = '', folder = '.', from, to] = process.argv.slice(2);
const path = join(folder, `${reader}-${from}`);
void reportFuzz(
  Number(from),
  Number(to),
  (index) => {
    writeFileSync(path, hostileRecording(reader, index));
    // Damage is accepted of every other one.
    return readThrough(path, index % 2 === 1);
  },
  (error) => error instanceof UserError,
);
