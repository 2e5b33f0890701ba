import { describe, expect, it } from 'vitest';
import { SpectrogramColumns } from '../../../../src/engine/pipeline/spectrogram.js';
import type { Spectra } from '../../../../src/shared/live.js';

const HOP = 256;
const RATE = 16_000;

const sine = (hertz: number, amplitude: number, length: number): Float32Array =>
  Float32Array.from({ length }, (_, at) => amplitude * Math.sin((2 * Math.PI * hertz * at) / RATE));

/** Sends a sound of full scale before, and one a tenth as loud after, in hops. */
function send(columns: SpectrogramColumns, hertz: number, seconds: number): void {
  const before = sine(hertz, 1, Math.round(seconds * RATE));
  for (let at = 0; at + HOP <= before.length; at += HOP) {
    const hop = before.subarray(at, at + HOP);
    columns.push(
      hop,
      hop.map((sample) => sample / 10),
    );
  }
}

const loudestBin = ({ before, bins }: Spectra, column: number): number => {
  const spectrum = before.subarray(column * bins, (column + 1) * bins);
  return spectrum.indexOf(Math.max(...spectrum));
};

describe('the columns of a spectrogram', () => {
  it('are 25 for each second of sound, however often they are taken', () => {
    const columns = new SpectrogramColumns(RATE);
    columns.want(true);
    let count = 0;
    for (let part = 0; part < 10; part++) {
      // Whole hops, so that no sound is left over.
      send(columns, 1000, (25 * HOP) / RATE);
      const spectra = columns.read();
      count += spectra ? spectra.before.length / spectra.bins : 0;
    }
    expect(count).toBe((25 * 10 * 25 * HOP) / RATE);
    expect(columns.read()).toBeNull();
  });

  it('hold the level of a sine at its frequency, before and after', () => {
    const columns = new SpectrogramColumns(RATE);
    columns.want(true);
    send(columns, 1000, 0.2);
    const spectra = columns.read() as Spectra;
    const bin = Math.round((1000 / (RATE / 2)) * (spectra.bins - 1));
    const newest = spectra.before.length - spectra.bins;
    expect(spectra.before[newest + bin]).toBeCloseTo(0, 1);
    expect(spectra.after[newest + bin]).toBeCloseTo(-20, 1);
    expect(spectra.before[newest + 4 * bin]).toBeLessThan(-80);
    expect(spectra.sampleRate).toBe(RATE);
  });

  it('are the newest second when nobody takes them', () => {
    const columns = new SpectrogramColumns(RATE);
    columns.want(true);
    send(columns, 1000, 2);
    send(columns, 3000, 0.5);
    const spectra = columns.read() as Spectra;
    expect(spectra.before).toHaveLength(25 * spectra.bins);
    expect(loudestBin(spectra, 0)).toBe(32);
    expect(loudestBin(spectra, 24)).toBe(96);
  });

  it('are none while nobody wants them', () => {
    const columns = new SpectrogramColumns(RATE);
    send(columns, 1000, 1);
    expect(columns.read()).toBeNull();
    columns.want(true);
    send(columns, 1000, 1);
    columns.want(false);
    expect(columns.read()).toBeNull();
  });
});
