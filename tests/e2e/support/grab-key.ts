import { createClient, type XClient, type XDisplay } from 'x11/lib/xcore.js';
import keysyms from 'x11/lib/keysyms.js';

/** Further requests of the library, for tests alone. */
interface Grabbing extends XClient {
  GrabKey(
    window: number,
    ownerEvents: number,
    modifiers: number,
    key: number,
    pointer: number,
    keyboard: number,
  ): void;
}

const ANY_MODIFIER = 0x8000;
const ASYNCHRONOUS = 1;

/**
 * Takes a key as another app would.
 *
 * @returns gives it back
 */
export async function grabKey(display: string, name: string): Promise<() => void> {
  const opened = await new Promise<XDisplay & { readonly screen: readonly { readonly root: number }[] }>(
    (resolve, reject) =>
      createClient({ display }, (error, value) => (error ? reject(error) : resolve(value as never))),
  );
  const client = opened.client as Grabbing;
  const first = opened.min_keycode;
  const rows = await new Promise<readonly (readonly number[])[]>((resolve, reject) =>
    client.GetKeyboardMapping(first, opened.max_keycode - first + 1, (error, value) =>
      error ? reject(error) : resolve(value),
    ),
  );
  const wanted = keysyms[`XK_${name}`]?.code as number;
  const key = first + rows.findIndex((row) => row.includes(wanted));
  client.GrabKey(opened.screen[0]?.root as number, 0, ANY_MODIFIER, key, ASYNCHRONOUS, ASYNCHRONOUS);
  // An answer to a later request shows that the server has seen this one.
  await new Promise((resolve) => client.QueryKeymap(resolve));
  return () => client.terminate();
}
