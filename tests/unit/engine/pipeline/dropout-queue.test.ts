import { describe, expect, it } from 'vitest';
import { DropoutQueue } from '../../../../src/engine/pipeline/dropout-queue.js';

describe('the dropouts of a report', () => {
  it('are one where a device is late hop after hop, told when it is over', () => {
    let now = 0;
    const queue = new DropoutQueue(() => now);
    for (now = 1000; now <= 1160; now += 16) queue.add('underrun', 16);
    queue.add('cut', 30);
    expect(queue.drain()).toEqual([]);
    now = 1400;
    expect(queue.drain()).toEqual([
      { kind: 'underrun', ms: 11 * 16, agoMs: 400 },
      { kind: 'cut', ms: 30, agoMs: 224 },
    ]);
    expect(queue.drain()).toEqual([]);
  });

  it('are bounded, the oldest dropped', () => {
    let now = 0;
    const queue = new DropoutQueue(() => now);
    for (now = 0; now < 100_000; now += 1000) queue.add('cut', now);
    const drained = queue.drain();
    expect(drained).toHaveLength(64);
    expect(drained.at(-1)?.ms).toBe(99_000);
  });
});
