import { expect, test } from 'vitest';
import { PeakHold } from '../../../../src/renderer/meters/peak-hold.js';

test('a peak is held for 1.5 s, then gives way to a lower one', () => {
  const hold = new PeakHold();
  expect(hold.update(-10, 1000)).toBe(-10);
  expect(hold.update(-30, 2499)).toBe(-10);
  expect(hold.update(-30, 2500)).toBe(-30);
});

test('a higher peak takes over at once and starts the time anew', () => {
  const hold = new PeakHold();
  hold.update(-10, 0);
  expect(hold.update(-5, 1400)).toBe(-5);
  expect(hold.update(-40, 2000)).toBe(-5);
});

test('after a reset any peak is the highest', () => {
  const hold = new PeakHold();
  hold.update(-1, 0);
  hold.reset();
  expect(hold.update(-50, 1)).toBe(-50);
});
