import { expect, test } from 'vitest';
import { linearScale, logScale, pointsOf } from '../../../../src/renderer/model-list/model-points.js';
import { CATALOGUE } from '../../../../src/models/catalogue.js';
import { catalogueRow } from '../../../../src/models/listing.js';

const rows = async (estimatedRtf: number | null) =>
  (await Promise.all(CATALOGUE.map((entry) => catalogueRow(entry, 'none')))).map((row) => ({
    ...row,
    estimatedRtf,
  }));

test('the picture has each model with a published figure once, by a short name', async () => {
  const marks = (testSet: string, models: Awaited<ReturnType<typeof rows>>) =>
    pointsOf(models, testSet, 'PESQ').map(({ mark }) => mark);
  const known = await rows(0.01);
  expect(marks('DNS Challenge 1, no reverb', known)).toEqual(['T', 'B', 'S', 'M', 'L', 'GTCRN']);
  expect(marks('VoiceBank-DEMAND', known)).toEqual(['T', 'B', 'S', 'M', 'L', 'GTCRN']);
  expect(marks('VoiceBank-DEMAND', await rows(null))).toEqual([]);
});

test('every model that can be downloaded has a size, or the publisher is asked', async () => {
  const unknown = (await rows(null)).filter(
    ({ sizeBytes, estimatedBytes }) => sizeBytes === null && estimatedBytes === null,
  );
  expect(unknown.map(({ id }) => id)).toEqual(['dpdfnet2-8khz', 'dpdfnet8-8khz', 'dpdfnet8-48khz-hr']);
  const s = (await rows(null)).find(({ id }) => id === 'fastenhancer-s-vd');
  expect(s?.estimatedBytes).toBe(800_000);
});

test.each([
  ['a decade', [1, 10], [1, 2, 5, 10]],
  ['one value', [3], []],
])('a logarithmic axis of %s has its ticks, and all values inside', (_name, values, ticks) => {
  const scale = logScale(values);
  expect(scale.ticks).toEqual(expect.arrayContaining(ticks));
  for (const value of values) {
    expect(scale.at(value)).toBeGreaterThan(0);
    expect(scale.at(value)).toBeLessThan(1);
  }
});

test.each([
  ['DNSMOS', [3.1, 3.2, 3.29]],
  ['STOI', [0.94, 0.971]],
  ['one value', [3.1]],
])('a linear axis of %s has round ticks, and all values inside', (_name, values) => {
  const scale = linearScale(values);
  expect(scale.ticks.length).toBeGreaterThan(0);
  expect(scale.ticks.length).toBeLessThan(8);
  for (const value of [...values, ...scale.ticks]) {
    expect(scale.at(value)).toBeGreaterThanOrEqual(0);
    expect(scale.at(value)).toBeLessThanOrEqual(1);
  }
});
