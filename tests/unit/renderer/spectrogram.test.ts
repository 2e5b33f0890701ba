import { expect, test } from 'vitest';
import { magmaTable } from '../../../src/renderer/measure/colour-map.js';
import {
  colourIndex,
  paintColumn,
  SPECTROGRAM_CEILING_DBFS,
  SPECTROGRAM_FLOOR_DBFS,
} from '../../../src/renderer/measure/spectrogram-column.js';
import {
  SpectrogramPainter,
  type PainterContext,
} from '../../../src/renderer/measure/spectrogram-painter.js';

/** A table whose red channel is the index. */
const indexTable = Uint8ClampedArray.from({ length: 1024 }, (_, at) => (at % 4 === 0 ? at / 4 : 255));

const column = (spectrum: number[], height: number): number[] => {
  const pixels = new Uint8ClampedArray(4 * height);
  paintColumn(Float32Array.from(spectrum), indexTable, pixels);
  return Array.from({ length: height }, (_, row) => pixels[4 * row] ?? NaN);
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

/** Remembers where the painter drew. */
const recordingContext = (width: number, height: number) => {
  const drawn: string[] = [];
  const context = {
    canvas: { width, height },
    drawImage: (_image: unknown, x: number) => drawn.push(`shift ${x}`),
    createImageData: (columns: number, rows: number) => ({ data: new Uint8ClampedArray(4 * columns * rows) }),
    putImageData: (_data: unknown, x: number) => drawn.push(`column ${x}`),
  } as unknown as PainterContext;
  return { context, drawn };
};

test('the picture runs left by one column, and the newest is at the right', () => {
  const { context, drawn } = recordingContext(100, 8);
  new SpectrogramPainter(context, indexTable, 2).add(new Float32Array(16), false);
  expect(drawn).toEqual(['shift -2', 'column 98', 'column 99']);
});

test('where motion is not wanted, the oldest column is overwritten in place', () => {
  const { context, drawn } = recordingContext(2, 8);
  const painter = new SpectrogramPainter(context, indexTable, 1);
  for (let count = 0; count < 3; count += 1) painter.add(new Float32Array(16), true);
  expect(drawn).toEqual(['column 0', 'column 1', 'column 0']);
});
