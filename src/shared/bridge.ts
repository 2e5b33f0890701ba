/**
 * The bridge between the window and main, written once, as data: which name in `window.stillmic` stands for which
 * channel. The preload script, the type of `window.stillmic` and the browser tests' stub derive from it.
 */
import type { CallChannel, Calls, EventChannel, Events } from './ipc.js';
import type { Unsubscribe } from './live.js';
import type { Result } from './result.js';

/** `request-spectra` becomes `requestSpectra`. */
type CamelCase<T extends string> = T extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : T;

type AreaOf<C extends string> = C extends `${infer Area}:${string}` ? Area : never;
type NameOf<C extends string> = C extends `${string}:${infer Name}` ? CamelCase<Name> : never;

/** A name for every channel, grouped by area: a missing, extra or misspelt one does not compile. */
type CallNames = {
  readonly [A in AreaOf<CallChannel>]: {
    readonly [C in CallChannel as C extends `${A}:${string}` ? NameOf<C> : never]: C;
  };
};
type EventNames = {
  readonly [A in AreaOf<EventChannel>]: {
    readonly [C in EventChannel as C extends `${A}:${string}` ? `on${Capitalize<NameOf<C>>}` : never]: C;
  };
};

/** Names of all calls from the window to main, by their place in `window.stillmic`. */
export const BRIDGE_CALLS: CallNames = {
  live: {
    status: 'live:status',
    start: 'live:start',
    stop: 'live:stop',
    devices: 'live:devices',
    hear: 'live:hear',

    requestSpectra: 'live:request-spectra',
    requestMeters: 'live:request-meters',
    fix: 'live:fix',
    measureMicrophones: 'live:measure-microphones',
    record: 'live:record',
  },
  models: {
    list: 'models:list',
    download: 'models:download',
    pause: 'models:pause',
    cancel: 'models:cancel',
    verify: 'models:verify',
    import: 'models:import',
    cancelImport: 'models:cancel-import',
    choose: 'models:choose',
    remove: 'models:remove',
    benchmark: 'models:benchmark',
    replay: 'models:replay',
    askSize: 'models:ask-size',
    licence: 'models:licence',
  },
  recommendation: {
    get: 'recommendation:get',
    accept: 'recommendation:accept',
    dismiss: 'recommendation:dismiss',
    undo: 'recommendation:undo',
  },
  files: {
    hold: 'files:hold',
    list: 'files:list',
    choose: 'files:choose',
    denoise: 'files:denoise',
    cancel: 'files:cancel',
    remove: 'files:remove',
    save: 'files:save',
    audio: 'files:audio',
  },
  settings: { get: 'settings:get', change: 'settings:change', shortcuts: 'settings:shortcuts' },
  app: {
    info: 'app:info',
    notices: 'app:notices',
    dismissNotice: 'app:dismiss-notice',
    diagnostics: 'app:diagnostics',
    copyDiagnostics: 'app:copy-diagnostics',
    openLogs: 'app:open-logs',
    openLink: 'app:open-link',
    quit: 'app:quit',
  },
};

/** Names of all events from main to the window, by their place in `window.stillmic`. */
export const BRIDGE_EVENTS: EventNames = {
  live: { onStatus: 'live:status', onStats: 'live:stats', onDevices: 'live:devices' },
  models: { onList: 'models:list' },
  recommendation: { onChanged: 'recommendation:changed' },
  files: { onList: 'files:list' },
  settings: { onChanged: 'settings:changed', onShortcutsChanged: 'settings:shortcuts-changed' },
  app: { onNotices: 'app:notices' },
};

/**
 * The one call whose argument changes on its way: the page gives File objects, and the preload script sends their
 * paths, which never enter the page's world.
 */
export const FILES_CHANNEL = 'files:hold' satisfies CallChannel;

/** A File of the page (DOM), as far as it is used here. */
export interface PageFile {
  readonly name: string;
  readonly size: number;
}

/** Arguments of a call as the page gives them. */
export type PageArguments<C extends CallChannel> = C extends typeof FILES_CHANNEL
  ? [files: readonly PageFile[]]
  : Parameters<Calls[C]>;

/** A call as the page makes it. It never rejects: it resolves with a `Result`. */
export type BridgeCall<C extends CallChannel> = (
  ...args: PageArguments<C>
) => Promise<Result<ReturnType<Calls[C]>>>;

/** Subscribes the page to an event; the returned function ends the subscription. */
export type BridgeEvent<C extends EventChannel> = (listener: (value: Events[C]) => void) => Unsubscribe;

/** Type of `window.stillmic`. */
export type StillmicBridge = {
  readonly [A in keyof CallNames]: {
    readonly [N in keyof CallNames[A]]: CallNames[A][N] extends CallChannel
      ? BridgeCall<CallNames[A][N]>
      : never;
  } & {
    readonly [N in keyof EventNames[A]]: EventNames[A][N] extends EventChannel
      ? BridgeEvent<EventNames[A][N]>
      : never;
  };
};
