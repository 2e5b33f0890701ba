import { describe, expect, test } from 'vitest';
import { candidatesHere, liveFactor, rtfHere } from '../../../src/models/model-cost.js';
import { CATALOGUE } from '../../../src/models/catalogue.js';
import {
  bandOf,
  BUDGET,
  fittingModel,
  noiseOf,
  recommendModel,
  type Situation,
} from '../../../src/models/recommendation.js';

/** Benchmark of the embedded model on three computers; live, a model takes twice as much. */
const COMPUTERS = { fast: 0.005, usual: 0.01, slow: 0.06 };

const situation = (
  computer: keyof typeof COMPUTERS,
  current: string,
  { power = 'mains', noise = null, band = null }: Partial<Record<'power' | 'noise' | 'band', unknown>> = {},
): Situation => ({
  candidates: candidatesHere(
    (id) =>
      id === 'fastenhancer-t-vd' ? { rtfMean: COMPUTERS[computer], rtfP99: COMPUTERS[computer] } : null,
    2,
    (id) => id === 'fastenhancer-t-vd',
  ),
  current,
  isOnBattery: power === 'battery',
  noise: noise as Situation['noise'],
  band: band as Situation['band'],
});

const T = 'fastenhancer-t-vd';

describe('a recommendation', () => {
  test.each([
    // Nothing is known of the room yet, or all is well.
    ['usual', T, {}, null],
    ['usual', T, { noise: 'quiet', band: 'narrow' }, null],
    ['usual', 'fastenhancer-b-dns', { noise: 'moderate' }, null],
    ['usual', 'fastenhancer-l-dns', { noise: 'quiet' }, 'fastenhancer-t-vd: too-heavy'],
    // The room.
    ['usual', T, { noise: 'moderate' }, 'fastenhancer-b-dns: loud'],
    ['usual', T, { noise: 'loud' }, 'fastenhancer-m-dns: loud'],
    ['usual', 'fastenhancer-b-dns', { noise: 'loud' }, 'fastenhancer-m-dns: loud'],
    ['usual', 'fastenhancer-m-vd', { noise: 'loud' }, 'fastenhancer-m-dns: loud'],
    ['usual', 'fastenhancer-m-vd', { noise: 'moderate' }, null],
    // The microphone.
    ['usual', T, { noise: 'quiet', band: 'full' }, 'fastenhancer-t-48khz: full-band'],
    ['usual', 'fastenhancer-b-dns', { noise: 'moderate', band: 'full' }, 'fastenhancer-b-48khz: full-band'],
    ['usual', 'fastenhancer-b-48khz', { noise: 'moderate', band: 'narrow' }, null],
    ['usual', T, { noise: null, band: 'full' }, null],
    // The computer: loudness goes before the band, and neither before what it can carry.
    ['usual', T, { noise: 'loud', band: 'full' }, 'fastenhancer-s-48khz: loud'],
    ['fast', T, { noise: 'loud', band: 'full' }, 'fastenhancer-s-48khz: loud'],
    ['slow', T, { noise: 'loud' }, 'fastenhancer-t-dns: loud'],
    ['slow', 'fastenhancer-m-dns', { noise: 'loud' }, 'fastenhancer-t-dns: too-heavy'],
    ['slow', T, { noise: 'quiet', band: 'full' }, null],
    // Battery.
    ['usual', T, { power: 'battery', noise: 'loud' }, 'fastenhancer-b-dns: loud'],
    ['usual', 'fastenhancer-m-dns', { power: 'battery', noise: 'loud' }, 'fastenhancer-b-dns: battery'],
    ['usual', 'fastenhancer-m-dns', { power: 'battery' }, 'fastenhancer-b-dns: battery'],
    ['usual', 'fastenhancer-m-dns', { power: 'mains', noise: 'quiet' }, null],
    ['fast', T, { power: 'battery', noise: 'loud' }, 'fastenhancer-s-dns: loud'],
    // A model of one's own is not judged.
    ['usual', 'my-model', { noise: 'loud' }, null],
    ['usual', 'gtcrn-dns3', { noise: 'loud' }, null],
  ] as const)('on a %s computer with %s, %j: %s', (computer, current, what, expected) => {
    const found = recommendModel(situation(computer, current, what));
    expect(found && `${found.model.id}: ${found.reason}`).toBe(expected);
    if (!found) return;
    expect(found.instead.id).toBe(current);
    const isOnBattery = 'power' in what && what.power === 'battery';
    const lightest = Math.min(...situation(computer, current).candidates.map(({ cost }) => cost));
    expect(found.model.cost).toBeLessThanOrEqual(
      Math.max(isOnBattery ? BUDGET.battery : BUDGET.mains, lightest),
    );
  });

  test('is none before the computer was measured', () => {
    expect(
      candidatesHere(
        () => null,
        2,
        () => true,
      ),
    ).toEqual([]);
    expect(recommendModel({ ...situation('usual', T, { noise: 'loud' }), candidates: [] })).toBeNull();
  });

  test('rests on the loudness that it names, so that another one may be answered anew', () => {
    const basis = (noise: string) => recommendModel(situation('usual', T, { noise }))?.basis;
    expect([basis('moderate'), basis('loud')]).toEqual(['moderate', 'loud']);
  });

  test('of a first model takes the best that is installed and that the computer carries', () => {
    const { candidates } = situation('usual', T);
    const among = (...ids: string[]) =>
      fittingModel({
        ...situation('usual', ''),
        candidates: candidates.filter(({ id }) => ids.includes(id)),
      });
    expect(among(T)?.id).toBe(T);
    expect(among(T, 'fastenhancer-b-dns')?.id).toBe('fastenhancer-b-dns');
    expect(among(T, 'fastenhancer-l-dns')?.id).toBe(T);
    expect(among()).toBeUndefined();
  });
});

describe('figures', () => {
  test.each([
    [{ snrDb: 30, noiseFloorDbfs: -50 }, 'quiet'],
    [{ snrDb: 20, noiseFloorDbfs: -65 }, 'quiet'],
    [{ snrDb: 20, noiseFloorDbfs: -45 }, 'moderate'],
    [{ snrDb: 10, noiseFloorDbfs: -35 }, 'loud'],
    [{ snrDb: null, noiseFloorDbfs: -25 }, 'loud'],
    [{ snrDb: null, noiseFloorDbfs: -70 }, null],
  ])('%j is %s', (figures, expected) => {
    expect(noiseOf(figures)).toBe(expected);
  });

  test.each([
    ['a studio microphone', { speechDbfs: -50, noiseDbfs: -70 }, 'full'],
    ['a telephone’s band in 48 kHz', { speechDbfs: -88, noiseDbfs: -99 }, 'narrow'],
    ['a converter’s noise', { speechDbfs: -55, noiseDbfs: -56 }, 'narrow'],
    ['16 kHz', null, 'narrow'],
  ])('%s', (_name, high, expected) => {
    const room = { seconds: 60, sampleRate: 48_000, noiseFloorDbfs: -60, snrDb: 40, speechDbfs: -20, high };
    expect(bandOf(room)).toBe(expected);
    expect(bandOf({ ...room, speechDbfs: null })).toBeNull();
  });
});

describe('the cost of a model here', () => {
  const entry = (id: string) => CATALOGUE.find((one) => one.id === id)!;
  const measured = (id: string) => (id === T ? { rtfMean: 0.02, rtfP99: 0.03 } : null);

  test('is its own measurement, or follows from that of the embedded one', () => {
    expect(rtfHere(entry(T), measured)).toBe(0.02);
    expect(rtfHere(entry('fastenhancer-m-vd'), measured)).toBeCloseTo((0.02 * 0.0386) / 0.0058, 6);
    expect(rtfHere(entry('dpdfnet8'), measured)).toBeNull();
    expect(rtfHere(entry('fastenhancer-m-vd'), () => null)).toBeNull();
  });

  test('takes the live cost into account, within reason', () => {
    const benchmark = { rtfMean: 0.01, rtfP99: 0.02 };
    expect(liveFactor(0.015, benchmark)).toBeCloseTo(1.5);
    expect(liveFactor(0.005, benchmark)).toBe(1);
    expect(liveFactor(1, benchmark)).toBe(4);
    expect(liveFactor(null, benchmark)).toBeNull();
    expect(liveFactor(0.01, null)).toBeNull();
  });
});
