import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, restoreSettings } from '../../../src/shared/settings.js';

test('a stored path in place of a model’s id costs no other setting', () => {
  const live = { modelId: '/home/ada/model.onnx', strength: 40 };
  const restored = restoreSettings({ version: 1, theme: 'dark', live });
  expect(restored).toEqual({
    ...DEFAULT_SETTINGS,
    theme: 'dark',
    live: { ...DEFAULT_SETTINGS.live, strength: 40 },
  });
});

test('a missing model’s id is the default one', () => {
  expect(restoreSettings({ version: 1, live: {} })).toEqual(DEFAULT_SETTINGS);
});
