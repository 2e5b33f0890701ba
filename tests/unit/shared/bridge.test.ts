import { describe, expect, test } from 'vitest';
import { BRIDGE_CALLS, BRIDGE_EVENTS } from '../../../src/shared/bridge.js';
import { callArguments } from '../../../src/shared/ipc-arguments.js';

describe('the bridge', () => {
  test('has a name for every call whose arguments are checked, once', () => {
    const channels = Object.values(BRIDGE_CALLS).flatMap((names) => Object.values(names) as string[]);
    expect(channels.sort()).toEqual(Object.keys(callArguments).sort());
  });

  test('names no call like an event', () => {
    for (const area of Object.keys(BRIDGE_EVENTS) as (keyof typeof BRIDGE_EVENTS)[])
      for (const name of Object.keys(BRIDGE_EVENTS[area]))
        expect(BRIDGE_CALLS[area]).not.toHaveProperty(name);
  });
});
