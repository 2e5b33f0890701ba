import { expect, test } from 'vitest';
import { deviceOptions } from '../../../../src/renderer/microphone/device-options.js';
import { goodForKey } from '../../../../src/shared/model-words.js';

const words = {
  systemDefault: 'Default',
  systemDefaultNamed: (label: string) => `Default (${label})`,
  missing: 'Not connected',
};
const yeti = { name: 'yeti', label: 'Blue Yeti', isDefault: true };

test('the system default comes first and names its device', () => {
  expect(deviceOptions([yeti], 'default', words)).toEqual([
    { value: 'default', label: 'Default (Blue Yeti)' },
    { value: 'yeti', label: 'Blue Yeti' },
  ]);
  expect(deviceOptions([], 'default', words)).toEqual([{ value: 'default', label: 'Default' }]);
});

test('a chosen device that is unplugged stays in the list and says so', () => {
  expect(deviceOptions([yeti], 'headset', words).at(-1)).toEqual({
    value: 'headset',
    label: 'headset',
    detail: 'Not connected',
  });
  expect(deviceOptions([yeti], null, words)).toHaveLength(2);
});

test('models of the catalogue have plain words, others have none', () => {
  expect(goodForKey('fastenhancer-t-vd')).toBe('models.words.vd.t');
  expect(goodForKey('fastenhancer-b-dns')).toBe('models.words.dns.b');
  expect(goodForKey('fastenhancer-l-48khz')).toBe('models.words.48khz.l');
  expect(goodForKey('fastenhancer-t-vd-spec')).toBe('models.words.vd.t');
  expect(goodForKey('gtcrn-dns3')).toBe('models.words.gtcrn.original');
  expect(goodForKey('my-own-model')).toBeNull();
});
