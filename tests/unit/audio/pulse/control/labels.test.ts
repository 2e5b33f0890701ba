import { expect, it } from 'vitest';
import { labelsOf } from '../../../../../src/audio/pulse/control/labels.js';

const devices = (...descriptions: string[]) =>
  descriptions.map((description, i) => ({ name: `device${i}`, description }));

it('calls every device by a name of its own', () => {
  expect(labelsOf(devices('Mic', 'Mic', 'Mic (2)', 'Mic'))).toEqual(['Mic', 'Mic (3)', 'Mic (2)', 'Mic (4)']);
});

it('calls a device without a description by its stable name', () => {
  expect(labelsOf(devices('', ' ', 'Webcam'))).toEqual(['device0', 'device1', 'Webcam']);
});
