import { describe, expect, it } from 'vitest';
import { Resampler } from '../../../src/dsp/resampler.js';
import { RoomMeter } from '../../../src/dsp/room-meter.js';
import { speechFigures } from '../../../src/shared/speech-figures.js';
import { sharedFile, withoutShared } from '../../support/shared-folder.js';
import { seededNoise } from '../../support/signals.js';
import { readMonoWav } from '../../support/wav.js';

const RATE = 48_000;

/** Words of half a second and pauses of half a second, as noise of two levels. */
const words = (seconds: number, loud: number, quiet: number): Float32Array =>
  seededNoise(seconds * RATE).map(
    (value, index) => value * (Math.floor(index / (RATE / 2)) % 2 === 0 ? loud : quiet),
  );

function figuresOf(samples: Float32Array, rate = RATE) {
  const meter = new RoomMeter(rate);
  // Blocks of any length.
  for (let start = 0; start < samples.length; start += 479)
    meter.measure(samples.subarray(start, start + 479));
  const figures = meter.read();
  if (!figures) throw new Error('no figures');
  return figures;
}

async function resampled(samples: Float32Array, from: number, to: number): Promise<Float32Array> {
  const resampler = await Resampler.create(from, to);
  const all: number[] = [];
  const output = new Float32Array(8192);
  for (let start = 0; start < samples.length; start += 960)
    all.push(...output.subarray(0, resampler.process(samples.subarray(start, start + 960), output)));
  return Float32Array.from(all);
}

/** There and back: nothing above 8 kHz is left. */
const asTelephone = async (samples: Float32Array): Promise<Float32Array> =>
  resampled(await resampled(samples, RATE, 16_000), 16_000, RATE);

describe('the figures of a room', () => {
  it('agree with those of a recording, to a decibel', () => {
    const sound = words(10, 0.2, 0.005);
    const expected = speechFigures(sound, RATE);
    const figures = figuresOf(sound);
    expect(figures.noiseFloorDbfs).toBeCloseTo(expected.noiseFloorDbfs, 0);
    expect(figures.speechDbfs).toBeCloseTo(expected.speechDbfs as number, 0);
    expect(Math.abs((figures.snrDb as number) - (expected.snrDb as number))).toBeLessThan(1);
    expect(figures.seconds).toBeCloseTo(10, 1);
  });

  it('hear no speech in steady noise, and none in silence', () => {
    expect(figuresOf(words(5, 0.01, 0.01))).toMatchObject({ speechDbfs: null, snrDb: null, high: null });
    expect(figuresOf(new Float32Array(RATE))).toMatchObject({ noiseFloorDbfs: -120, speechDbfs: null });
  });

  it('are none before the first frame', () => {
    expect(new RoomMeter(RATE).read()).toBeNull();
  });

  it('follow a room that gets louder', () => {
    const meter = new RoomMeter(RATE);
    for (let minute = 0; minute < 2; minute++) meter.measure(words(60, 0.2, 0.001));
    const before = meter.read()?.noiseFloorDbfs as number;
    for (let minute = 0; minute < 5; minute++) meter.measure(words(60, 0.2, 0.02));
    expect((meter.read()?.noiseFloorDbfs as number) - before).toBeGreaterThan(20);
  });

  it('have no high band where the rate leaves none', () => {
    expect(figuresOf(words(4, 0.2, 0.005), 16_000).high).toBeNull();
    expect(figuresOf(words(4, 0.2, 0.005)).high?.speechDbfs).toBeGreaterThan(-30);
  });

  it.skipIf(withoutShared)('tell a full-band voice from one that was converted from 16 kHz', async () => {
    const { samples } = readMonoWav(sharedFile('audio', 'speech_48k_clean.wav'));
    const full = figuresOf(samples);
    const telephone = figuresOf(await asTelephone(samples));
    const relative = ({ high, speechDbfs }: typeof full) =>
      (high?.speechDbfs as number) - (speechDbfs as number);
    expect(relative(full)).toBeGreaterThan(-40);
    expect(relative(telephone)).toBeLessThan(-50);
  });
});
