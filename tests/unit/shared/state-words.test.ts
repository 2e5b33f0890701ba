import { expect, test } from 'vitest';
import type { LiveStatus } from '../../../src/shared/live.js';
import { describeState } from '../../../src/shared/state-words.js';

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

test('the state names the apps that listen, in both languages', () => {
  expect(describeState({ ...running, listeners: ['Discord'] }, 'en')).toBe('On – Discord is listening');
  expect(describeState({ ...running, listeners: ['Discord', 'Zoom'] }, 'en')).toBe(
    'On – Discord and Zoom are listening',
  );
  expect(describeState({ ...running, listeners: ['Discord', 'Zoom'] }, 'de')).toBe(
    'Ein – Discord und Zoom hören zu',
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
