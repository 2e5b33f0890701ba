import { expect, test } from 'vitest';
import { METER_TICKS_DBFS, meterFraction } from '../../../../src/renderer/meters/meter-scale.js';

test('a meter is linear in dB from −60 to 0 dBFS', () => {
  expect(meterFraction(-60)).toBe(0);
  expect(meterFraction(-30)).toBeCloseTo(0.5);
  expect(meterFraction(-6)).toBeCloseTo(0.9);
  expect(meterFraction(0)).toBe(1);
});

test('levels off the scale stick to its ends', () => {
  expect(meterFraction(-120)).toBe(0);
  expect(meterFraction(3)).toBe(1);
});

test('ticks lie on the scale, in rising order', () => {
  const places = METER_TICKS_DBFS.map(meterFraction);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places.every((place) => place > 0 && place < 1)).toBe(true);
});
