import { describe, expect, it } from 'vitest';
import { OverloadMonitor } from '../../../../src/engine/pipeline/overload.js';

const HOP = 0.016;

/** Seconds of hops at this load until `level` changes; null when it doesn't within `most` seconds. */
function untilChange(monitor: OverloadMonitor, busy: number, most: number): number | null {
  for (let seconds = 0; seconds < most; seconds += HOP) if (monitor.measure(busy, HOP, 2)) return seconds;
  return null;
}

describe('OverloadMonitor', () => {
  it.each([0.95, 1.5, 10])(
    'tells of an overload after a second of hops that take %f of their time',
    (busy) => {
      const monitor = new OverloadMonitor();
      const hops = Math.max(1, busy) * ((untilChange(monitor, busy, 5) as number) + HOP);
      expect(hops).toBeGreaterThan(1);
      expect(hops).toBeLessThan(1 + 2 * busy * HOP);
      expect(monitor.level).toBe(1);
    },
  );

  it('falls back step by step, and comes back in the same way', () => {
    const monitor = new OverloadMonitor();
    untilChange(monitor, 1.5, 5);
    untilChange(monitor, 1.5, 5);
    expect(monitor.level).toBe(2);
    expect(untilChange(monitor, 1.5, 60)).toBeNull();
    untilChange(monitor, 0.1, 100);
    expect(monitor.level).toBe(1);
    untilChange(monitor, 0.1, 100);
    expect(monitor.level).toBe(0);
  });

  it('does not mind single slow hops', () => {
    const monitor = new OverloadMonitor();
    for (let i = 0; i < 10_000; i++) expect(monitor.measure(i % 6 === 0 ? 4 : 0.3, HOP, 2)).toBe(false);
  });

  it('comes back when there was room for a while, and waits longer after each relapse', () => {
    const monitor = new OverloadMonitor();
    const rests: number[] = [];
    for (let i = 0; i < 3; i++) {
      untilChange(monitor, 1.5, 5);
      rests.push(untilChange(monitor, 0.1, 100) ?? NaN);
      expect(monitor.level).toBe(0);
    }
    expect(rests.map(Math.round)).toEqual([10, 20, 40]);
  });

  it('does not come back while there is no room', () => {
    const monitor = new OverloadMonitor();
    untilChange(monitor, 1.5, 5);
    monitor.measure(0.95, HOP, 1);
    for (let i = 0; i < 6000; i++) expect(monitor.measure(i % 100 === 0 ? 0.95 : 0.3, HOP, 1)).toBe(false);
  });
});
