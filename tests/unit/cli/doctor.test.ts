import { expect, it } from 'vitest';
import { levelOf, priorityOf } from '../../../src/cli/doctor/checks.js';
import { plainWords } from '../../../src/words/words.js';

const microphone = { label: 'Webcam' };

it.each([
  ['ok', { rmsDbfs: -26, peakDbfs: -8, clipped: false }],
  ['warning', { rmsDbfs: -120, peakDbfs: -120, clipped: false }],
  ['warning', { rmsDbfs: -10, peakDbfs: 0, clipped: true }],
] as const)('calls a level %s: %o', (status, heard) => {
  const finding = levelOf(microphone, { heard });
  expect(finding.status).toBe(status);
  expect(finding.advice === null).toBe(status === 'ok');
});

it('calls a microphone broken that gives nothing', () => {
  const finding = levelOf(microphone, { error: 'Device unavailable' });
  expect(finding).toMatchObject({ status: 'failed', link: 'microphone' });
  expect(finding.detail).toContain('Device unavailable');
});

it('says who raised the priority of the audio thread, or why nobody could and what to do', () => {
  expect(priorityOf({ raisedBy: 'system', problem: null })).toMatchObject({ status: 'ok', advice: null });
  expect(priorityOf({ raisedBy: 'RealtimeKit', problem: null }).detail).toContain('RealtimeKit');
  const none = priorityOf({ raisedBy: null, problem: plainWords("RealtimeKit can't raise it: no bus.") });
  expect(none).toMatchObject({ status: 'warning', link: 'priority' });
  expect(none.detail).toContain('no bus');
  expect(none.advice).toContain('rtkit');
});
