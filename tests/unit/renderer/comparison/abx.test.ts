import { describe, expect, it } from 'vitest';
import { answerAbx, chanceByGuessing, startAbx, tossCoin } from '../../../../src/renderer/comparison/abx.js';

const coins =
  (...sides: boolean[]) =>
  () =>
    sides.shift() as boolean;

describe('a blind test', () => {
  it('lets chance decide which sound is A, and which of them X is', () => {
    expect(startAbx('one', 'two', coins(true, true))).toMatchObject({ a: 'one', b: 'two', x: 'one' });
    expect(startAbx('one', 'two', coins(false, true))).toMatchObject({ a: 'two', b: 'one', x: 'two' });
    expect(startAbx('one', 'two', coins(true, false))).toMatchObject({ x: 'two' });
  });

  it('counts right answers, and draws another X after each', () => {
    const start = startAbx('one', 'two', coins(true, true));
    const first = answerAbx(start, 'a', coins(false));
    expect(first).toEqual({ a: 'one', b: 'two', x: 'two', right: 1, count: 1 });
    expect(answerAbx(first, 'a', coins(true))).toMatchObject({ x: 'one', right: 1, count: 2 });
  });

  it('has a fair coin', () => {
    const heads = Array.from({ length: 4000 }, tossCoin).filter(Boolean).length;
    // Six standard deviations.
    expect(Math.abs(heads - 2000)).toBeLessThan(190);
  });

  it('tells how likely as many right answers are by guessing', () => {
    expect(chanceByGuessing(0, 0)).toBe(1);
    expect(chanceByGuessing(0, 10)).toBe(1);
    expect(chanceByGuessing(10, 10)).toBe(1 / 1024);
    // Binomial(10, ½): (120 + 45 + 10 + 1) ÷ 1024.
    expect(chanceByGuessing(7, 10)).toBe(176 / 1024);
    expect(chanceByGuessing(9, 16)).toBeCloseTo(0.4018, 4);
  });
});
