import type { MainState } from '../../../src/renderer/bridge/main-state.js';
import type {
  BRIDGE_CALLS,
  BRIDGE_EVENTS,
  PageArguments,
  StillmicBridge,
} from '../../../src/shared/bridge.js';
import type { CallChannel, Calls, EventChannel } from '../../../src/shared/ipc.js';
import type { LiveStats } from '../../../src/shared/live.js';

/** A report whose spectra are plain numbers, which cross into the page as JSON. */
export type StubReport = Omit<LiveStats, 'spectra'> & {
  readonly spectra: {
    readonly before: number[];
    readonly after: number[];
    readonly sampleRate: number;
  } | null;
};

/** Bytes of two WAV files, as plain numbers. */
export interface StubSound {
  readonly before: number[];
  readonly after: number[];
}

/** An answer to every call; a forgotten one doesn't compile. */
type StubHandlers = {
  readonly [C in CallChannel]: (...args: PageArguments<C>) => ReturnType<Calls[C]>;
};

export interface StubOptions {
  /** The names in `window.stillmic`, as the preload script has them. */
  readonly bridge: { readonly calls: typeof BRIDGE_CALLS; readonly events: typeof BRIDGE_EVENTS };
  readonly state: MainState;
  /** Sent one after the other, 25 a second, from the start again after the last. */
  readonly reports: readonly StubReport[];
  /** Sound of the microphone test and of the files. */
  readonly sound: StubSound;
  /** Calls that fail, with their sentence. */
  readonly failures: Partial<Record<CallChannel, string>>;
  /** Calls that answer with a value of their own. */
  readonly answers: Partial<Record<CallChannel, unknown>>;
  /** Calls that never answer. */
  readonly unanswered: readonly CallChannel[];
}

export interface Stub {
  /** Every call so far. */
  readonly calls: { readonly channel: CallChannel; readonly args: unknown[] }[];
  /** Says something as main would. */
  say(channel: EventChannel, value: unknown): void;
  /** Changes a part of what main knows and says so. */
  become(change: Partial<MainState>): void;
}

declare global {
  interface Window {
    readonly stub: Stub;
    /** Violations of the page's policy so far. */
    refusedByPolicy: string[];
  }
}

/**
 * A STUB of the bridge to main, for tests of the window alone: no engine, no sound, no files. It answers from a
 * given state and remembers what was asked. Runs in the page, so it can't use anything outside of itself.
 */
export function installStub(options: StubOptions): void {
  const state: { -readonly [K in keyof MainState]: MainState[K] } = structuredClone(options.state);
  const listeners = new Map<string, Set<(value: unknown) => void>>();
  const calls: Stub['calls'] = [];
  const say = (channel: string, value: unknown) =>
    listeners.get(channel)?.forEach((listener) => listener(value));
  const events: Partial<Record<keyof MainState, EventChannel>> = {
    status: 'live:status',
    devices: 'live:devices',
    settings: 'settings:changed',
    shortcuts: 'settings:shortcuts-changed',
    models: 'models:list',
    offer: 'recommendation:changed',
    files: 'files:list',
    notices: 'app:notices',
  };
  const become = (change: Partial<MainState>) => {
    for (const key of Object.keys(change) as (keyof MainState)[]) {
      Object.assign(state, { [key]: change[key] });
      const event = events[key];
      if (event) say(event, change[key]);
    }
  };
  const nothing = () => undefined;
  const noAnswer = (): never => {
    throw new Error('The test gives no answer to this call.');
  };
  const handlers: StubHandlers = {
    'live:status': () => state.status,
    'live:devices': () => state.devices,
    'live:start': () => become({ status: { ...state.status, state: 'running' } }),
    'live:stop': () => become({ status: { ...state.status, state: 'off', listeners: [] } }),
    'live:hear': nothing,
    'live:request-spectra': nothing,
    'live:request-meters': nothing,
    'live:fix': nothing,
    'live:measure-microphones': () => [],
    'live:record': noAnswer,
    'models:list': () => state.models,
    'models:download': nothing,
    'models:pause': nothing,
    'models:cancel': nothing,
    'models:verify': noAnswer,
    'models:import': noAnswer,
    'models:cancel-import': nothing,
    'models:choose': () => null,
    'models:remove': nothing,
    'models:benchmark': noAnswer,
    'models:replay': noAnswer,
    'recommendation:get': () => state.offer,
    'recommendation:accept': nothing,
    'recommendation:dismiss': () => become({ offer: null }),
    'recommendation:undo': () => become({ offer: null }),
    'models:ask-size': noAnswer,
    'models:licence': noAnswer,
    'files:hold': (files) => files.map(({ name }) => ({ handle: `handle of ${name}`, name })),
    'files:list': () => state.files,
    'files:choose': () => [],
    'files:denoise': (handles) => handles,
    'files:cancel': nothing,
    'files:remove': nothing,
    'files:save': () => null,
    'files:audio': (_id, side) => new Uint8Array(options.sound[side]),
    'settings:get': () => state.settings,
    'settings:shortcuts': () => state.shortcuts,
    'settings:change': (change) => {
      const { live, shortcuts } = state.settings;
      become({
        settings: {
          ...state.settings,
          ...change,
          live: { ...live, ...change.live },
          shortcuts: { ...shortcuts, ...change.shortcuts },
        } as MainState['settings'],
      });
      return state.settings;
    },
    'app:info': () => state.info,
    'app:notices': () => state.notices,
    'app:dismiss-notice': (id) => become({ notices: state.notices.filter((notice) => notice.id !== id) }),
    'app:diagnostics': noAnswer,
    'app:copy-diagnostics': nothing,
    'app:open-logs': nothing,
    'app:open-link': nothing,
    'app:quit': nothing,
  };
  const failure = (text: string) => ({
    ok: false,
    words: { key: 'plain', values: { text } },
    expected: true,
  });
  const call =
    (channel: CallChannel) =>
    async (...args: unknown[]) => {
      calls.push({ channel, args });
      if (options.unanswered.includes(channel)) return new Promise<never>(() => undefined);
      const message = options.failures[channel];
      if (message !== undefined) return failure(message);
      if (channel in options.answers) return { ok: true, value: options.answers[channel] };
      try {
        return { ok: true, value: (handlers[channel] as (...args: unknown[]) => unknown)(...args) };
      } catch (error) {
        return failure(String(error));
      }
    };
  const on = (channel: EventChannel) => (listener: (value: never) => void) => {
    const set = listeners.get(channel) ?? new Set();
    listeners.set(channel, set.add(listener as (value: unknown) => void));
    return () => set.delete(listener as (value: unknown) => void);
  };
  const bound = <T>(names: object, bind: (channel: T) => unknown) =>
    Object.entries(names).map(([name, channel]: [string, T]) => [name, bind(channel)] as const);
  const { calls: callNames, events: eventNames } = options.bridge;
  const bridge = Object.fromEntries(
    (Object.keys(callNames) as (keyof StillmicBridge)[]).map((area) => [
      area,
      Object.fromEntries([...bound(callNames[area], call), ...bound(eventNames[area], on)]),
    ]),
  );
  Object.assign(window, { stillmic: bridge, stub: { calls, say, become } });
  let next = 0;
  setInterval(() => {
    const live = state.status.state === 'running' || state.status.state === 'bypassed';
    const report = options.reports[next % Math.max(1, options.reports.length)];
    if (!live || !report) return;
    next += 1;
    const { spectra } = report;
    say('live:stats', {
      ...report,
      spectra: spectra && {
        before: Float32Array.from(spectra.before),
        after: Float32Array.from(spectra.after),
        bins: spectra.before.length,
        sampleRate: spectra.sampleRate,
      },
    });
  }, 40);
}
