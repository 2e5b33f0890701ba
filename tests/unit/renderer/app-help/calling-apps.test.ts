import { expect, it } from 'vitest';
import { CALLING_APPS, isListening } from '../../../../src/renderer/app-help/calling-apps.js';

it.each([
  ['ZOOM VoiceEngine', 'zoom'],
  ['Discord', 'discord'],
  ['teams-for-linux', 'teams'],
  ['Google Chrome', 'chrome'],
  ['Chromium', 'chrome'],
  ['Firefox', 'firefox'],
  ['OBS', 'obs'],
] as const)('%s is known as %s, and as no other app', (name, app) => {
  expect(CALLING_APPS.filter((each) => isListening(each, [name]))).toEqual([app]);
});

it('an app with such letters in its name is another one', () => {
  expect(CALLING_APPS.filter((each) => isListening(each, ['Jobson recorder', 'parec']))).toEqual([]);
});
