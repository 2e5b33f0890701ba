/** The parts of the package x11 that are used here: it has no types. */
declare module 'x11/lib/xcore.js' {
  type Answer<T> = (error: Error | null, value: T) => void;

  export interface XClient {
    on(event: 'error', listener: (error: Error) => void): void;
    on(event: 'end', listener: () => void): void;
    /** A bit for each key code, set while the key is down. */
    QueryKeymap(answer: Answer<Buffer>): void;
    /** Keysyms of each key code, `count` of them from `first` on. */
    GetKeyboardMapping(first: number, count: number, answer: Answer<readonly (readonly number[])[]>): void;
    terminate(): void;
  }

  export interface XDisplay {
    readonly client: XClient;
    readonly min_keycode: number;
    readonly max_keycode: number;
  }

  export function createClient(
    options: { readonly display?: string },
    ready: (error: Error | null, display: XDisplay) => void,
  ): XClient;
}

declare module 'x11/lib/keysyms.js' {
  const keysyms: Readonly<Record<string, { readonly code: number } | undefined>>;
  export default keysyms;
}
