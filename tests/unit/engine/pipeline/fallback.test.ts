import { describe, expect, it } from 'vitest';
import { FallbackControl } from '../../../../src/engine/pipeline/fallback.js';

const HOP = 0.016;

/** Seconds of hops at this load until `step` changes; null when it doesn't within `most` seconds. */
function untilChange(control: FallbackControl, busy: number, most: number): number | null {
  for (let seconds = 0; seconds < most; seconds += HOP) if (control.measure(busy, HOP, 2)) return seconds;
  return null;
}

describe('FallbackControl', () => {
  it.each([0.95, 1.5, 10])(
    'tells of an overload after a second of hops that take %f of their time',
    (busy) => {
      const control = new FallbackControl();
      const hops = Math.max(1, busy) * ((untilChange(control, busy, 5) as number) + HOP);
      expect(hops).toBeGreaterThan(1);
      expect(hops).toBeLessThan(1 + 2 * busy * HOP);
      expect(control.step).toBe(1);
    },
  );

  it('falls back step by step, and comes back in the same way', () => {
    const control = new FallbackControl();
    untilChange(control, 1.5, 5);
    untilChange(control, 1.5, 5);
    expect(control.step).toBe(2);
    expect(untilChange(control, 1.5, 60)).toBeNull();
    untilChange(control, 0.1, 100);
    expect(control.step).toBe(1);
    untilChange(control, 0.1, 100);
    expect(control.step).toBe(0);
  });

  it('does not mind single slow hops', () => {
    const control = new FallbackControl();
    for (let i = 0; i < 10_000; i++) expect(control.measure(i % 6 === 0 ? 4 : 0.3, HOP, 2)).toBe(false);
  });

  it('comes back when there was room for a while, and waits longer after each relapse', () => {
    const control = new FallbackControl();
    const rests: number[] = [];
    for (let i = 0; i < 3; i++) {
      untilChange(control, 1.5, 5);
      rests.push(untilChange(control, 0.1, 100) ?? NaN);
      expect(control.step).toBe(0);
    }
    expect(rests.map(Math.round)).toEqual([10, 20, 40]);
  });

  it('does not come back while there is no room', () => {
    const control = new FallbackControl();
    untilChange(control, 1.5, 5);
    control.measure(0.95, HOP, 1);
    for (let i = 0; i < 6000; i++) expect(control.measure(i % 100 === 0 ? 0.95 : 0.3, HOP, 1)).toBe(false);
  });

  it('falls back when the output is no sound three times within ten seconds', () => {
    const control = new FallbackControl();
    expect([control.onFault(2), control.onFault(2)]).toEqual([false, false]);
    untilChange(control, 0.1, 11);
    expect([control.onFault(2), control.onFault(2)]).toEqual([false, false]);
    expect(control.step).toBe(0);
    expect(control.onFault(2)).toBe(true);
    expect(control).toMatchObject({ step: 1, cause: 'unusable-output' });
  });

  it('gives up a model that fails whenever it is tried, until another one is chosen', () => {
    const control = new FallbackControl();
    const fails = (): boolean => [1, 2, 3].map(() => control.onFault(1)).includes(true);
    for (let i = 0; i < 3; i++) {
      expect(fails()).toBe(true);
      if (i < 2) expect(untilChange(control, 0.1, 100)).not.toBeNull();
    }
    expect(untilChange(control, 0.1, 1000)).toBeNull();
    expect(control.step).toBe(1);
    control.reset();
    expect(control.step).toBe(0);
    expect(fails()).toBe(true);
  });
});
