import { expect, it, vi } from 'vitest';
import { HeldByPrograms } from '../../../src/remote-control/held-by-programs.js';

const LIMIT_MS = 1000;

function held() {
  const calls: string[] = [];
  const keys = new HeldByPrograms(
    {
      hold: (key, isHeld) => Promise.resolve(void calls.push(`${key} ${isHeld ? 'down' : 'up'}`)),
      mute: () => Promise.resolve(void calls.push('mute')),
    },
    LIMIT_MS,
  );
  return { calls, keys };
}

const client = () => ({ disconnect: vi.fn() });

it('gives a key to the newest program, and ends the connection of the one before', async () => {
  const { calls, keys } = held();
  const [first, second] = [client(), client()];
  await keys.press('talk', first);
  await keys.press('talk', first);
  expect(first.disconnect).not.toHaveBeenCalled();
  await keys.press('talk', second);
  expect(first.disconnect).toHaveBeenCalledOnce();
  // The first one's connection ends now: the key is the second one's.
  await keys.forget(first);
  expect(calls).toEqual(['talk down', 'talk down', 'talk down']);
  await keys.forget(second);
  expect(calls.at(-1)).toBe('talk up');
});

it('lets a key go that any program says is up, once', async () => {
  const { calls, keys } = held();
  await keys.press('cough', client());
  await keys.letGo('cough');
  await keys.letGo('cough');
  expect(calls).toEqual(['cough down', 'cough up']);
});

it('mutes before it lets go of a lost key to mute', async () => {
  const { calls, keys } = held();
  const program = client();
  await keys.press('cough', program);
  await keys.forget(program);
  expect(calls).toEqual(['cough down', 'mute', 'cough up']);
});

it('closes a microphone whose key to talk was never let go, but keeps one muted', async () => {
  vi.useFakeTimers();
  const { calls, keys } = held();
  const program = client();
  await keys.press('talk', program);
  await keys.press('cough', program);
  await vi.advanceTimersByTimeAsync(LIMIT_MS - 1);
  await keys.press('talk', program);
  await vi.advanceTimersByTimeAsync(LIMIT_MS - 1);
  expect(calls).not.toContain('talk up');
  await vi.advanceTimersByTimeAsync(2);
  expect(calls.at(-1)).toBe('talk up');
  await vi.advanceTimersByTimeAsync(10 * LIMIT_MS);
  expect(calls).not.toContain('cough up');
  vi.useRealTimers();
});
