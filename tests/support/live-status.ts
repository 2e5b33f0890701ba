import type { LiveStatus } from '../../src/shared/live.js';

/** Status of a live microphone before it is started. */
export const OFF_STATUS: LiveStatus = {
  state: 'off',
  reason: null,
  problems: [],
  microphoneLabel: null,
  virtualMicrophoneLabel: 'Stillmic Microphone',
  listeners: [],
  activeModelId: null,
  idle: false,
  priority: null,
};
