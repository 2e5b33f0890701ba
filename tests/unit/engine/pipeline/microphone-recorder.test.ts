import { expect, it } from 'vitest';
import { MicrophoneRecorder } from '../../../../src/engine/pipeline/microphone-recorder.js';

it('keeps what comes between its begin and its end, as far as there is room', () => {
  const recorder = new MicrophoneRecorder();
  recorder.push(Float32Array.of(9, 9), 4);
  const end = recorder.begin(1, 4);
  recorder.push(Float32Array.of(1, 2, 3), 4);
  const endLater = recorder.begin(1, 4);
  recorder.push(Float32Array.of(4, 5, 6), 4);
  expect(end()).toEqual({ samples: Float32Array.of(1, 2, 3, 4), sampleRate: 4 });
  recorder.push(Float32Array.of(7), 4);
  expect(endLater().samples).toEqual(Float32Array.of(4, 5, 6, 7));
});

it('leaves out samples of another rate', () => {
  const recorder = new MicrophoneRecorder();
  const end = recorder.begin(1, 4);
  recorder.push(Float32Array.of(1), 4);
  recorder.push(Float32Array.of(2, 3), 8);
  expect(end().samples).toEqual(Float32Array.of(1));
});
