import type { CallChannel, EventChannel } from '../../../src/shared/ipc.js';
import type { LiveStats } from '../../../src/shared/live.js';
import type { MainState } from '../../../src/renderer/hooks/main-state.js';
import type { StillmicBridge } from '../../../src/preload/index.js';

/** A report whose spectra are plain numbers, which cross into the page as JSON. */
export type StubReport = Omit<LiveStats, 'spectra'> & {
  readonly spectra: {
    readonly before: number[];
    readonly after: number[];
    readonly sampleRate: number;
  } | null;
};

export interface StubSound {
  readonly before: number[];
  readonly after: number[];
  readonly sampleRate: number;
}

export interface StubOptions {
  readonly state: MainState;
  /** Sent one after the other, 25 a second, from the start again after the last. */
  readonly reports: readonly StubReport[];
  /** What the microphone test and the files sound like. */
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
    /** What the page's policy refused so far. */
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
    models: 'models:list',
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
  const wav = (samples: number[]): Uint8Array => {
    const bytes = new Uint8Array(44 + 2 * samples.length);
    const view = new DataView(bytes.buffer);
    const text = (at: number, value: string) =>
      [...value].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
    text(0, 'RIFF');
    view.setUint32(4, 36 + 2 * samples.length, true);
    text(8, 'WAVEfmt ');
    view.setUint32(16, 16, true);
    view.setUint16(20, 1, true);
    view.setUint16(22, 1, true);
    view.setUint32(24, options.sound.sampleRate, true);
    view.setUint32(28, 2 * options.sound.sampleRate, true);
    view.setUint16(32, 2, true);
    view.setUint16(34, 16, true);
    text(36, 'data');
    view.setUint32(40, 2 * samples.length, true);
    samples.forEach((value, index) => view.setInt16(44 + 2 * index, 32767 * value, true));
    return bytes;
  };
  type Handler = (...args: never[]) => unknown;
  const handlers: Partial<Record<CallChannel, Handler>> = {
    'live:status': () => state.status,
    'live:devices': () => state.devices,
    'live:start': () => become({ status: { ...state.status, state: 'running' } }),
    'live:stop': () => become({ status: { ...state.status, state: 'off', listeners: [] } }),
    'models:list': () => state.models,
    'files:list': () => state.files,
    'files:audio': (_id: string, side: 'before' | 'after') => wav(options.sound[side]),
    'settings:get': () => state.settings,
    'settings:change': (change: Partial<MainState['settings']>) => {
      const { live, shortcuts } = state.settings;
      become({
        settings: {
          ...state.settings,
          ...change,
          live: { ...live, ...change.live },
          shortcuts: { ...shortcuts, ...change.shortcuts },
        },
      });
      return state.settings;
    },
    'app:info': () => state.info,
    'app:notices': () => state.notices,
    'app:dismiss-notice': (id: string) =>
      become({ notices: state.notices.filter((notice) => notice.id !== id) }),
    'files:choose': () => [],
    'models:choose': () => null,
  };
  const call =
    (channel: CallChannel) =>
    async (...args: unknown[]) => {
      calls.push({ channel, args });
      if (options.unanswered.includes(channel)) return new Promise<never>(() => undefined);
      const message = options.failures[channel];
      if (message !== undefined)
        return { ok: false, words: { key: 'plain', values: { text: message } }, expected: true };
      if (channel in options.answers) return { ok: true, value: options.answers[channel] };
      return { ok: true, value: handlers[channel]?.(...(args as never[])) };
    };
  const on = (channel: EventChannel) => (listener: (value: never) => void) => {
    const set = listeners.get(channel) ?? new Set();
    listeners.set(channel, set.add(listener as (value: unknown) => void));
    return () => set.delete(listener as (value: unknown) => void);
  };
  const bridge = {
    live: {
      status: call('live:status'),
      start: call('live:start'),
      stop: call('live:stop'),
      devices: call('live:devices'),
      hear: call('live:hear'),
      requestSpectra: call('live:request-spectra'),
      requestMeters: call('live:request-meters'),
      fix: call('live:fix'),
      record: call('live:record'),
      onStatus: on('live:status'),
      onStats: on('live:stats'),
      onDevices: on('live:devices'),
    },
    models: {
      list: call('models:list'),
      download: call('models:download'),
      pause: call('models:pause'),
      cancel: call('models:cancel'),
      verify: call('models:verify'),
      import: call('models:import'),
      choose: call('models:choose'),
      remove: call('models:remove'),
      benchmark: call('models:benchmark'),
      licence: call('models:licence'),
      onList: on('models:list'),
    },
    files: {
      list: call('files:list'),
      choose: call('files:choose'),
      denoise: call('files:denoise'),
      cancel: call('files:cancel'),
      remove: call('files:remove'),
      save: call('files:save'),
      audio: call('files:audio'),
      onList: on('files:list'),
    },
    settings: {
      get: call('settings:get'),
      change: call('settings:change'),
      onChanged: on('settings:changed'),
    },
    app: {
      info: call('app:info'),
      notices: call('app:notices'),
      dismissNotice: call('app:dismiss-notice'),
      diagnostics: call('app:diagnostics'),
      copyDiagnostics: call('app:copy-diagnostics'),
      openLogs: call('app:open-logs'),
      openLink: call('app:open-link'),
      quit: call('app:quit'),
      onNotices: on('app:notices'),
    },
    pathOf: (file: { readonly name: string }) => `/home/ada/${file.name}`,
  };
  Object.assign(window, { stillmic: bridge as unknown as StillmicBridge, stub: { calls, say, become } });
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
