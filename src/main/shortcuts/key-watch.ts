import { setTimeout as sleep } from 'node:timers/promises';
import type { ShortcutKey } from '../../shared/shortcut-keys.js';
import type { KeyStates } from './key-states.js';

/** A release is noticed this much later at most, ms. */
const LOOK_MS = 8;
/** A system that says nothing for so long counts as gone, ms. */
const ANSWER_LIMIT_MS = 500;

/**
 * Waits until a key that was pressed is up again.
 *
 * @returns `up`, or `lost` when nobody can say any more whether it is
 */
export async function untilUp(key: ShortcutKey, states: KeyStates): Promise<'up' | 'lost'> {
  for (;;) {
    await sleep(LOOK_MS);
    const late = sleep(ANSWER_LIMIT_MS, null, { ref: false });
    try {
      const isDown = await Promise.race([states.isDown(key), late]);
      if (isDown === null) return 'lost';
      if (!isDown) return 'up';
    } catch {
      return 'lost';
    }
  }
}
