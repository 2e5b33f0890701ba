/** A blind test of two sounds: X is one of them, by chance, and the listener says which (ABX). */
export interface AbxTest {
  /** Ids of the two sounds; which of them is called A is chance. */
  readonly a: string;
  readonly b: string;
  /** Id of the one that X is in this trial. */
  readonly x: string;
  readonly right: number;
  /** Number of trials that were answered. */
  readonly count: number;
}

/** A fair coin. */
export const tossCoin = (): boolean => ((crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) & 1) === 1;

/** A test of two sounds with no trial answered yet. */
export const startAbx = (first: string, second: string, toss = tossCoin): AbxTest => {
  const [a, b] = toss() ? [first, second] : [second, first];
  return { a, b, x: toss() ? a : b, right: 0, count: 0 };
};

/** The test after an answer, with another X. */
export const answerAbx = (test: AbxTest, answer: 'a' | 'b', toss = tossCoin): AbxTest => ({
  ...test,
  x: toss() ? test.a : test.b,
  right: test.right + (test[answer] === test.x ? 1 : 0),
  count: test.count + 1,
});

/**
 * Probability, 0–1, that somebody who only guesses has at least this many of `count` trials right: the upper tail of
 * the binomial distribution with p = ½. Below 0.05 the two sounds count as told apart.
 */
export const chanceByGuessing = (right: number, count: number): number => {
  let outcomes = 1;
  let tail = 0;
  for (let hits = 0; hits <= count; hits += 1) {
    if (hits >= right) tail += outcomes;
    outcomes = (outcomes * (count - hits)) / (hits + 1);
  }
  return tail / 2 ** count;
};
