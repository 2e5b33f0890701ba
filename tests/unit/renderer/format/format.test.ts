import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../../src/words/languages.js';
import { clockTime, formatsFor, minutesAndSeconds } from '../../../../src/renderer/format/format.js';

const en = formatsFor('en');
const de = formatsFor('de');
/** Figure and unit are kept together by a space that doesn't break. */
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

test('levels have one decimal, a real minus and a unit', () => {
  expect(plain(en.dbfs(-23.44))).toBe('−23.4 dBFS');
  expect(plain(de.dbfs(-23.44))).toBe('−23,4 dBFS');
  expect(plain(en.dbfs(-0.04))).toBe('0.0 dBFS');
  expect(plain(en.dbfs(-120))).toBe('−∞ dBFS');
  expect(en.dbfs(-1)).toContain('\u00a0');
});

test('an estimated ratio says no more than it knows', () => {
  expect(plain(en.db(18.24))).toBe('18.2 dB');
  expect(plain(en.db(71))).toBe('> 60 dB');
});

test('delays are whole from 10 ms on', () => {
  expect(plain(en.milliseconds(46.6))).toBe('47 ms');
  expect(plain(de.milliseconds(8.44))).toBe('8,4 ms');
  expect(plain(en.milliseconds(0))).toBe('0 ms');
});

test('speed is an RTF and how many times faster that is', () => {
  expect(en.rtf(0.0121)).toBe('0.012');
  expect(de.rtf(0.0121)).toBe('0,012');
  expect(en.speedFactor(0.0121)).toBe('83');
  expect(en.speedFactor(0.4)).toBe('2.5');
});

test('shares below one percent keep a decimal', () => {
  expect(plain(en.percent(0.42))).toBe('0.4 %');
  expect(plain(en.percent(42.4))).toBe('42 %');
  expect(plain(en.percent(0))).toBe('0 %');
});

test('drift is signed, sizes and rates have their units', () => {
  expect(plain(en.ppm(3.2))).toBe('+3 ppm');
  expect(plain(en.ppm(-3.2))).toBe('−3 ppm');
  expect(plain(en.ppm(0))).toBe('0 ppm');
  expect(plain(en.bytes(125_036))).toBe('125 kB');
  expect(plain(de.bytes(2_010_300))).toBe('2,0 MB');
  expect(plain(en.bytes(999_900))).toBe('1.0 MB');
  expect(en.kilohertz(44_100)).toBe('44.1');
  expect(en.kilohertz(8000)).toBe('8');
});

test('times are minutes and seconds', () => {
  expect(minutesAndSeconds(75.4)).toEqual({ minutes: 1, seconds: 15 });
  expect(minutesAndSeconds(-1)).toEqual({ minutes: 0, seconds: 0 });
  expect(clockTime(7.9)).toBe('0:07');
  expect(clockTime(750)).toBe('12:30');
});

test('a time of day has 24 hours in every language', () => {
  const time = new Date(2026, 0, 5, 14, 3, 12).getTime();
  for (const language of LANGUAGES) expect(formatsFor(language).timeOfDay(time)).toBe('14:03:12');
});
