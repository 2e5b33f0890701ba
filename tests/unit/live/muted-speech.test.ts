import { expect, it } from 'vitest';
import { MutedSpeech } from '../../../src/live/muted-speech.js';

/** Whether it is told at the end of these levels, one every quarter of a second. */
function toldAfter(levels: readonly number[], isSilent = true): boolean {
  let now = 0;
  const speech = new MutedSpeech(() => now);
  let told = false;
  for (const rmsDbfs of levels) {
    now += 250;
    told = speech.update({ rmsDbfs, peakDbfs: rmsDbfs + 10, clipped: false }, isSilent);
  }
  return told;
}

it('tells somebody who speaks while muted', () => {
  expect(toldAfter([-60, -25, -25, -25, -25])).toBe(true);
  expect(toldAfter([-25, -25, -25, -25], false)).toBe(false);
});

it('does not take a knock or the room for speech', () => {
  expect(toldAfter([-60, -10, -60, -60])).toBe(false);
  expect(toldAfter([-60, -10, -60, -60, -60, -10, -60])).toBe(false);
  expect(toldAfter(Array.from({ length: 40 }, () => -50))).toBe(false);
});

it('goes on through the pauses between words, and ends a while after the last', () => {
  expect(toldAfter([-25, -60, -25, -25, -60, -25])).toBe(true);
  expect(toldAfter([-25, -25, -25, -25, ...Array.from({ length: 20 }, () => -80)])).toBe(false);
});
