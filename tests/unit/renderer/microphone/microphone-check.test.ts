import { describe, expect, it } from 'vitest';
import {
  MicrophoneCheck,
  type MicrophoneVerdict,
} from '../../../../src/renderer/microphone/microphone-check.js';

const REPORT_MS = 40;

/** Verdict after reports of these levels (RMS, dBFS), one every 40 ms. */
function verdictOf(
  levels: readonly number[],
  clippedAt = -1,
  check = new MicrophoneCheck(),
): MicrophoneVerdict {
  let verdict: MicrophoneVerdict = 'waiting';
  levels.forEach((rmsDbfs, index) => {
    const clipped = index === clippedAt;
    verdict = check.update({ rmsDbfs, peakDbfs: Math.min(0, rmsDbfs + 10), clipped }, index * REPORT_MS);
  });
  return verdict;
}

const seconds = (length: number, rmsDbfs: number): number[] =>
  Array<number>((1000 * length) / REPORT_MS).fill(rmsDbfs);

describe('a microphone', () => {
  it('that gives nothing at all is silent, after a moment', () => {
    expect(verdictOf(seconds(2, -140))).toBe('waiting');
    expect(verdictOf(seconds(3, -140))).toBe('silent');
  });

  it('that gives only its own noise waits for a voice', () => {
    expect(verdictOf(seconds(5, -75))).toBe('waiting');
    expect(verdictOf(seconds(5, -35))).toBe('waiting');
  });

  it('is heard once a voice rises over its noise, quietly too', () => {
    expect(verdictOf([...seconds(1, -70), ...seconds(1, -28)])).toBe('heard');
    expect(verdictOf([...seconds(1, -70), ...seconds(1, -50)])).toBe('quiet');
    expect(verdictOf([...seconds(1, -90), ...seconds(1, -65)])).toBe('waiting');
  });

  it('clips for four seconds after it did', () => {
    expect(verdictOf([...seconds(1, -70), ...seconds(3, -20)], 25)).toBe('clipping');
    expect(verdictOf([...seconds(1, -70), ...seconds(5, -20)], 25)).toBe('heard');
  });

  it('that falls silent after a voice is told, and forgets the voice', () => {
    expect(verdictOf([...seconds(1, -70), ...seconds(1, -25), ...seconds(3, -140)])).toBe('silent');
    expect(verdictOf([...seconds(1, -70), ...seconds(1, -25), ...seconds(8, -70)])).toBe('waiting');
  });
});
