import { expect, it } from 'vitest';
import { CheckpointError } from '../../../../src/export/checkpoint/checkpoint-error.js';
import { readCheckpoint } from '../../../../src/export/checkpoint/read-checkpoint.js';
import { hostileCheckpoint } from '../../../support/checkpoint-fuzz.js';

/** tests/integration/export-fuzz.test.ts reads many more, in processes whose memory and time it measures. */
const CHECKPOINTS = 48;

it(`${CHECKPOINTS} hostile checkpoints end in a clear error or a valid read`, async () => {
  let refused = 0;
  for (let index = 0; index < CHECKPOINTS; index++) {
    try {
      await readCheckpoint(hostileCheckpoint(index));
    } catch (error) {
      expect(error, `checkpoint ${index}`).toBeInstanceOf(CheckpointError);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(CHECKPOINTS / 2);
});
