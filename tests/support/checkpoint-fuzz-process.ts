import { CheckpointError } from '../../src/export/checkpoint/checkpoint-error.js';
import { readCheckpoint } from '../../src/export/checkpoint/read-checkpoint.js';
import { hostileCheckpoint } from './checkpoint-fuzz.js';
import { reportFuzz } from './fuzz-report.js';

const [from, to] = process.argv.slice(2).map(Number);
void reportFuzz(
  from ?? 0,
  to ?? 0,
  (index) => readCheckpoint(hostileCheckpoint(index)),
  (error) => error instanceof CheckpointError,
);
