import { expect, test } from 'vitest';
import { MeterPainter, type MeterContext } from '../../../../src/renderer/meters/meter-painter.js';
import { PEAK_HOLD_MS } from '../../../../src/renderer/meters/peak-hold.js';

const WIDTH = 120;
const HEIGHT = 5;

/** Letters for colours: what a painter has drawn can be read. */
const COLOURS = { surface: ' ', track: '.', tick: '|', peak: 'P' };

const letters = () => {
  const rows = Array.from({ length: HEIGHT }, () => Array.from({ length: WIDTH }, () => '?'));
  const context: MeterContext = {
    canvas: { width: WIDTH, height: HEIGHT } as OffscreenCanvas,
    fillStyle: '',
    fillRect(left, top, width, height) {
      for (const row of rows.slice(top, top + height)) row.fill(String(this.fillStyle), left, left + width);
    },
  };
  const painter = new MeterPainter(context, 1, COLOURS, [
    { top: 0, height: 2, bar: 'b' },
    { top: 4, height: 1, bar: 'a' },
  ]);
  const draw = (rmsDbfs: number, peakDbfs: number, nowMs = 0) => {
    const level = { rmsDbfs, peakDbfs };
    painter.draw([level, { rmsDbfs: -120, peakDbfs: -120 }], nowMs);
    return rows.map((row) => row.join(''));
  };
  return draw;
};

test('a level fills its share of the scale, and its ticks are linear in dB', () => {
  const [first, second] = letters()(-30, -120);
  expect(first).toBe(
    `${'b'.repeat(24)}|${'b'.repeat(23)}|${'b'.repeat(11)}${'.'.repeat(12)}|${'.'.repeat(23)}|${'.'.repeat(11)}|${'.'.repeat(11)}`,
  );
  expect(second).toBe(first);
});

test('between the meters the surface is seen, and a silent one is empty', () => {
  const rows = letters()(-30, -20);
  expect(new Set(rows[2])).toEqual(new Set([' ']));
  expect(new Set(rows[3])).toEqual(new Set([' ']));
  expect(new Set(rows[4])).toEqual(new Set(['.', '|']));
});

test('a peak is a line at its level that stays for a while', () => {
  const draw = letters();
  expect(draw(-60, -20, 0)[0]?.indexOf('PP')).toBe(78);
  expect(draw(-60, -40, PEAK_HOLD_MS - 1)[0]?.indexOf('PP')).toBe(78);
  expect(draw(-60, -40, PEAK_HOLD_MS)[0]?.indexOf('PP')).toBe(38);
});

test('full scale is drawn inside the picture, and silence has no peak line', () => {
  const draw = letters();
  expect(draw(0, 0)[0]?.slice(-3)).toBe('bPP');
  expect(letters()(-120, -120)[0]).not.toContain('P');
});
