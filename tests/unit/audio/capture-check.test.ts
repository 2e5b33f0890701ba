import { expect, it } from 'vitest';
import { levelFinding } from '../../../src/audio/capture-check.js';
import { inEnglish } from '../../../src/words/say.js';
import { plainWords } from '../../../src/words/words.js';

const microphone = { label: 'Webcam' };

it.each([
  ['ok', { rmsDbfs: -26, peakDbfs: -8, clipped: false }],
  ['warning', { rmsDbfs: -120, peakDbfs: -120, clipped: false }],
  ['warning', { rmsDbfs: -10, peakDbfs: 0, clipped: true }],
] as const)('calls a level %s: %o', (status, level) => {
  const finding = levelFinding(microphone, { level });
  expect(finding.status).toBe(status);
  expect(finding.advice === null).toBe(status === 'ok');
});

it('names the cause where a silent microphone is muted', () => {
  const level = { rmsDbfs: -120, peakDbfs: -120, clipped: false };
  const finding = levelFinding({ ...microphone, volume: { isMuted: true, share: 1 } }, { level });
  expect(inEnglish(finding.detail)).toBe('“Webcam” is muted.');
});

it('calls a microphone broken that gives nothing', () => {
  const finding = levelFinding(microphone, { reason: plainWords('Device unavailable') });
  expect(finding.status).toBe('failed');
  expect(inEnglish(finding.detail)).toContain('Device unavailable');
});
