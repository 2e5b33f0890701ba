import { UNSEEN_TALK_LIMIT_MS, type HeldKey } from '../shared/mode.js';
import type { ControlClient } from './server.js';

interface Actions {
  hold(key: HeldKey, isHeld: boolean): Promise<void>;
  /** Mutes until somebody lifts it. */
  mute(): Promise<void>;
}

/**
 * Keys that connected programs hold: each key is held by one connection, the newest that pressed it. Nobody can ask a
 * program's key whether it is still down, so every way to lose its release ends in silence: a connection that ends
 * while it lets a muted voice through mutes again, and one that ends while it mutes leaves the microphone muted.
 */
export class HeldByPrograms {
  readonly #holders = new Map<HeldKey, ControlClient>();
  #limit: NodeJS.Timeout | null = null;

  constructor(
    private readonly actions: Actions,
    private readonly talkLimitMs = UNSEEN_TALK_LIMIT_MS,
  ) {}

  /** A program pressed the key. Another one that holds it loses it, and its connection. */
  async press(key: HeldKey, client: ControlClient): Promise<void> {
    const before = this.#holders.get(key);
    this.#holders.set(key, client);
    if (before && before !== client) before.disconnect();
    if (key === 'talk') {
      this.#forgetLimit();
      this.#limit = setTimeout(() => void this.letGo('talk').catch(() => undefined), this.talkLimitMs);
      this.#limit.unref();
    }
    await this.actions.hold(key, true);
  }

  /** The key was let go; any program may say so. */
  async letGo(key: HeldKey): Promise<void> {
    if (!this.#holders.delete(key)) return;
    if (key === 'talk') this.#forgetLimit();
    await this.actions.hold(key, false);
  }

  /** A connection ended, whatever it held. */
  async forget(client: ControlClient): Promise<void> {
    for (const [key, holder] of [...this.#holders]) {
      if (holder !== client) continue;
      if (key === 'cough') await this.actions.mute();
      await this.letGo(key);
    }
  }

  #forgetLimit(): void {
    if (this.#limit) clearTimeout(this.#limit);
    this.#limit = null;
  }
}
