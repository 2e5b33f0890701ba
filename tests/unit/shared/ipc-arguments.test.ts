import { describe, expect, test } from 'vitest';
import { callArguments } from '../../../src/shared/ipc-arguments.js';
import type { CallChannel } from '../../../src/shared/ipc.js';

const accepts = (channel: CallChannel, ...args: unknown[]): boolean =>
  callArguments[channel].safeParse(args).success;

describe('arguments of the window’s calls', () => {
  test('a call without arguments takes none', () => {
    expect(accepts('live:start')).toBe(true);
    expect(accepts('live:start', 'now')).toBe(false);
  });

  test('an optional last argument may be left out', () => {
    expect(accepts('models:import', 'handle')).toBe(true);
    expect(accepts('models:import', 'handle', { hop: 256, window: 'hann-sqrt' })).toBe(true);
  });

  test('paths, which only the preload script sends, are absolute', () => {
    expect(accepts('files:hold', ['/a.wav', 'C:\\b.wav'])).toBe(true);
    expect(accepts('files:hold', ['/a.wav', '../b.wav'])).toBe(false);
  });

  test.each(['/etc/passwd', '../model', '\\\\host\\share', 'C:\\model.onnx', 'model.onnx/..', ''])(
    'a model is an id, never a path: %j',
    (path) => {
      for (const channel of [
        'download',
        'pause',
        'cancel',
        'verify',
        'remove',
        'benchmark',
        'licence',
      ] as const)
        expect(accepts(`models:${channel}`, path)).toBe(false);
      expect(accepts('settings:change', { live: { modelId: path } })).toBe(false);
      expect(accepts('files:denoise', ['handle'], { modelId: path })).toBe(false);
    },
  );

  test('only links of the list can be opened', () => {
    expect(accepts('app:open-link', 'vb-cable')).toBe(true);
    expect(accepts('app:open-link', 'https://example.org')).toBe(false);
    expect(accepts('app:open-link', 'toString')).toBe(false);
  });

  test('figures stay in their ranges', () => {
    expect(accepts('live:record', 10)).toBe(true);
    expect(accepts('live:record', 3600)).toBe(false);
    expect(accepts('files:denoise', ['handle'], { strength: -1 })).toBe(false);
  });
});
