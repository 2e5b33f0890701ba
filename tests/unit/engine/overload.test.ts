import { describe, expect, it } from 'vitest';
import { OverloadMonitor } from '../../../src/engine/overload.js';

const HOP = 0.016;

/** Seconds of hops at this load until `overloaded` changes; null when it doesn't within `most` seconds. */
function untilChange(monitor: OverloadMonitor, busy: number, most: number): number | null {
  for (let seconds = 0; seconds < most; seconds += HOP) if (monitor.measure(busy, HOP)) return seconds;
  return null;
}

describe('OverloadMonitor', () => {
  it('tells of an overload after more than a second of slow hops', () => {
    const monitor = new OverloadMonitor();
    expect(untilChange(monitor, 1.5, 5)).toBeGreaterThanOrEqual(1 - HOP);
    expect(monitor.overloaded).toBe(true);
  });

  it('does not mind single slow hops', () => {
    const monitor = new OverloadMonitor();
    for (let i = 0; i < 10_000; i++) expect(monitor.measure(i % 3 === 0 ? 4 : 0.3, HOP)).toBe(false);
  });

  it('comes back when there was room for a while, and waits longer after each relapse', () => {
    const monitor = new OverloadMonitor();
    const rests: number[] = [];
    for (let i = 0; i < 3; i++) {
      untilChange(monitor, 1.5, 5);
      rests.push(untilChange(monitor, 0.1, 100) ?? NaN);
      expect(monitor.overloaded).toBe(false);
    }
    expect(rests.map(Math.round)).toEqual([10, 20, 40]);
  });

  it('does not come back while there is no room', () => {
    const monitor = new OverloadMonitor();
    untilChange(monitor, 1.5, 5);
    expect(untilChange(monitor, 0.95, 60)).toBeNull();
  });
});
