import { expect, test, vi } from 'vitest';

vi.mock('electron', () => ({ app: {} }));
const { mergedFeatures } = await import('../../../../src/main/app/chromium-features.js');

test('the user’s own features stay, and ours come once', () => {
  expect(mergedFeatures('', ['A', 'B'])).toBe('A,B');
  expect(mergedFeatures('Mine,A', ['A', 'B'])).toBe('Mine,A,B');
});
