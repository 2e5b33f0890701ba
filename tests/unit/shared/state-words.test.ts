import { expect, test } from 'vitest';
import type { LiveStatus } from '../../../src/shared/live.js';
import { stateWords } from '../../../src/shared/state-words.js';
import type { Language } from '../../../src/words/languages.js';
import { say } from '../../../src/words/say.js';

const running: LiveStatus = {
  state: 'running',
  reason: null,
  problems: [],
  microphoneLabel: 'Test',
  virtualMicrophoneLabel: 'Stillmic Microphone',
  listeners: [],
  activeModelId: 'fastenhancer-t-vd',
  idle: false,
  priority: null,
};

const describeState = (status: LiveStatus, language: Language): string => say(stateWords(status), language);

test('the state names the apps that listen, in all languages', () => {
  expect(describeState({ ...running, listeners: ['Discord'] }, 'en')).toBe('On – Discord is listening');
  expect(describeState({ ...running, listeners: ['Discord', 'Zoom'] }, 'en')).toBe(
    'On – Discord and Zoom are listening',
  );
  expect(describeState({ ...running, listeners: ['Discord', 'Zoom'] }, 'de')).toBe(
    'Ein – Discord und Zoom hören zu',
  );
  expect(describeState({ ...running, listeners: ['Discord', 'Zoom'] }, 'fr')).toBe(
    'Activé – Discord et Zoom écoutent',
  );
  expect(describeState({ ...running, listeners: ['Discord'] }, 'es')).toBe(
    'Activado – Discord está escuchando',
  );
});

test('nobody listening is told apart from simply on', () => {
  expect(describeState({ ...running, idle: true }, 'en')).toBe('On – no app is listening');
  expect(describeState(running, 'en')).toBe('On');
  expect(describeState({ ...running, state: 'off' }, 'de')).toBe('Aus');
});

test('an unplugged microphone is told apart from other recoveries', () => {
  const recovering = { ...running, state: 'recovering' } as const;
  expect(describeState(recovering, 'en')).toBe('Recovering…');
  expect(describeState({ ...recovering, microphoneMissing: true }, 'en')).toBe(
    'Microphone unplugged – waiting',
  );
});
