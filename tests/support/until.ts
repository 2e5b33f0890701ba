import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits until the condition is true.
 *
 * @param timeoutMs longest wait
 * @param describe says how things stand, for the error
 * @throws Error at the end of that time
 */
export async function until(
  condition: () => boolean,
  timeoutMs: number,
  describe: () => unknown,
): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; !condition(); await delay(10))
    if (Date.now() > deadline) throw new Error(`Not so in time: ${JSON.stringify(describe())}`);
}
