import { expect, test } from 'vitest';
import { magmaTable } from '../../../../src/renderer/spectrogram/colour-map.js';
import {
  colourIndex,
  paintColumn,
  SPECTROGRAM_CEILING_DBFS,
  SPECTROGRAM_FLOOR_DBFS,
} from '../../../../src/renderer/spectrogram/spectrogram-column.js';
import { SpectrogramPainter } from '../../../../src/renderer/spectrogram/spectrogram-painter.js';

/** A table whose colours are their own index. */
const indexTable = Uint32Array.from({ length: 256 }, (_, index) => index);

const column = (spectrum: number[], height: number): number[] => {
  const pixels = new Uint32Array(height);
  paintColumn(Float32Array.from(spectrum), indexTable, pixels);
  return [...pixels];
};

test('levels from floor to ceiling spread over the whole colour table', () => {
  expect(colourIndex(SPECTROGRAM_FLOOR_DBFS)).toBe(0);
  expect(colourIndex((SPECTROGRAM_FLOOR_DBFS + SPECTROGRAM_CEILING_DBFS) / 2)).toBe(128);
  expect(colourIndex(SPECTROGRAM_CEILING_DBFS)).toBe(255);
  expect(colourIndex(-Infinity)).toBe(0);
  expect(colourIndex(0)).toBe(255);
});

test('low frequencies are at the bottom', () => {
  expect(column([-20, -120, -120, -120], 4)).toEqual([0, 0, 0, 255]);
});

test('a row of several bins shows the loudest of them', () => {
  expect(column([-120, -120, -20, -120, -120, -120, -120, -20], 2)).toEqual([255, 255]);
  expect(column([-120, -120, -20, -120, -120, -120, -120, -120], 2)).toEqual([0, 255]);
});

test('a bin is repeated when there are more rows than bins', () => {
  expect(column([-120, -20], 6)).toEqual([255, 255, 255, 0, 0, 0]);
});

test('the colour map grows lighter with every step', () => {
  const table = magmaTable();
  const luma = (index: number) =>
    0.2126 * (table[4 * index] ?? 0) +
    0.7152 * (table[4 * index + 1] ?? 0) +
    0.0722 * (table[4 * index + 2] ?? 0);
  const steps = Array.from({ length: 16 }, (_, step) => luma(17 * step));
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(new Set(steps).size).toBe(steps.length);
  expect([...table.subarray(4 * 255)]).toEqual([252, 253, 191, 255]);
});

/** A painter of two spectrograms, one row high and with a row between them, and what it has drawn so far. */
const twoSpectrograms = (width: number, columnWidth: number) => {
  const image = { width, height: 3, data: new Uint8ClampedArray(4 * width * 3) } as ImageData;
  const colours = new Uint8ClampedArray(indexTable.slice().buffer);
  const painter = new SpectrogramPainter(image, colours, columnWidth, {
    before: { top: 0, height: 1 },
    after: { top: 2, height: 1 },
  });
  const add = (before: number[], after: number[], sweep: boolean) =>
    painter.add({ before: Float32Array.from(before), after: Float32Array.from(after), bins: 1 }, sweep);
  const rows = () => {
    const pixels = new Uint32Array(image.data.buffer);
    return [0, 2].map((row) => [...pixels.subarray(row * width, (row + 1) * width)]);
  };
  return { add, rows };
};

test('the picture runs left by one column, and the newest is at the right', () => {
  const { add, rows } = twoSpectrograms(5, 2);
  add([-20], [-100], false);
  add([-60], [-20], false);
  expect(rows()).toEqual([
    [0, 255, 255, 128, 128],
    [0, 0, 0, 255, 255],
  ]);
});

test('spectra that come together are drawn one after the other', () => {
  const { add, rows } = twoSpectrograms(4, 1);
  add([-100, -60, -20], [-20, -60, -100], false);
  expect(rows()).toEqual([
    [0, 0, 128, 255],
    [0, 255, 128, 0],
  ]);
});

test('where motion is not wanted, the oldest column is overwritten in place', () => {
  const { add, rows } = twoSpectrograms(3, 1);
  for (const level of [-100, -60, -20, -20]) add([level], [level], true);
  expect(rows()[0]).toEqual([255, 128, 255]);
  expect(rows()[1]).toEqual(rows()[0]);
});

test('a column that does not fit any more is cut off at the right', () => {
  const { add, rows } = twoSpectrograms(3, 2);
  for (let count = 0; count < 2; count += 1) add([-20], [-100], true);
  expect(rows()).toEqual([
    [255, 255, 255],
    [0, 0, 0],
  ]);
});
