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
    expect(accepts('models:import', '/models/model.onnx')).toBe(true);
    expect(accepts('models:import', 'C:\\model.onnx', { hop: 256, window: 'hann-sqrt' })).toBe(true);
  });

  test('paths are absolute', () => {
    expect(accepts('models:import', 'model.onnx')).toBe(false);
    expect(accepts('files:denoise', ['/a.wav', '../b.wav'])).toBe(false);
  });

  test('only links of the list can be opened', () => {
    expect(accepts('app:open-link', 'vb-cable')).toBe(true);
    expect(accepts('app:open-link', 'https://example.org')).toBe(false);
    expect(accepts('app:open-link', 'toString')).toBe(false);
  });

  test('figures stay in their ranges', () => {
    expect(accepts('live:record', 10)).toBe(true);
    expect(accepts('live:record', 3600)).toBe(false);
    expect(accepts('files:denoise', ['/a.wav'], { strength: -1 })).toBe(false);
  });
});
