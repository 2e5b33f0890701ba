import { expect, it } from 'vitest';
import { louderThan } from '../../../../src/renderer/microphone/use-louder-microphone.js';
import type { MeasuredMicrophone } from '../../../../src/shared/live.js';

const microphone = (name: string, rmsDbfs: number): MeasuredMicrophone => ({
  name,
  label: name,
  level: { rmsDbfs, peakDbfs: rmsDbfs + 10, clipped: false },
});

it('recommends another microphone only where it is clearly louder', () => {
  const headset = microphone('headset', -30);
  expect(louderThan('laptop', [headset, microphone('laptop', -140)])).toBe(headset);
  expect(louderThan('laptop', [headset, microphone('laptop', -43)])).toBe(headset);
  expect(louderThan('laptop', [headset, microphone('laptop', -41)])).toBeNull();
});

it('recommends none that has only noise, none that is in use, and one where its own can’t be opened', () => {
  expect(louderThan('laptop', [microphone('headset', -70), microphone('laptop', -140)])).toBeNull();
  expect(louderThan('laptop', [microphone('laptop', -20)])).toBeNull();
  const headset = microphone('headset', -30);
  expect(louderThan('laptop', [headset])).toBe(headset);
});
