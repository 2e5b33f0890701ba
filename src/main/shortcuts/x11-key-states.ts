import { createClient, type XClient, type XDisplay } from 'x11/lib/xcore.js';
import keysyms from 'x11/lib/keysyms.js';
import type { ShortcutKey } from '../../shared/shortcut-keys.js';
import type { KeyStates } from './key-states.js';

/**
 * State of keys from the X server (X11 core protocol, QueryKeymap): the keyboard as it is, through auto-repeat, grabs
 * and a locked screen.
 */
export class X11KeyStates implements KeyStates {
  readonly #client: XClient;
  #ended: Error | null = null;

  private constructor(private readonly display: XDisplay) {
    this.#client = display.client;
    this.#client.on('error', (error) => (this.#ended = error));
    this.#client.on('end', () => (this.#ended = new Error('The X server is gone.')));
  }

  /** @throws Error when there is no X server, or when it refuses */
  static open(): Promise<X11KeyStates> {
    return new Promise((resolve, reject) => {
      const client = createClient({}, (error, display) =>
        error ? reject(error) : resolve(new X11KeyStates(display)),
      );
      client.on('error', reject);
    });
  }

  async isDown(key: ShortcutKey): Promise<boolean> {
    const [rows, down] = await Promise.all([this.#mapping(), this.#keymap()]);
    const wanted = key.keysyms.map((name) => keysyms[`XK_${name}`]?.code);
    return rows.some((row, index) => {
      const keyCode = this.display.min_keycode + index;
      const isDown = ((down[keyCode >> 3] ?? 0) >> (keyCode & 7)) & 1;
      return isDown && row.some((keysym) => wanted.includes(keysym));
    });
  }

  close(): void {
    this.#client.terminate();
  }

  /** Asked for each time: the layout may change while a key is held. */
  #mapping(): Promise<readonly (readonly number[])[]> {
    const { min_keycode: first, max_keycode: last } = this.display;
    return this.#ask((answer) => this.#client.GetKeyboardMapping(first, last - first + 1, answer));
  }

  #keymap(): Promise<Buffer> {
    return this.#ask((answer) => this.#client.QueryKeymap(answer));
  }

  #ask<T>(request: (answer: (error: Error | null, value: T) => void) => void): Promise<T> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) =>
      request((error, value) => (error ? reject(error) : resolve(value))),
    );
  }
}
