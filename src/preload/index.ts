import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { CallChannel, Calls, EventChannel, Events, Subscribe } from '../shared/ipc.js';
import type { Result } from '../shared/result.js';

type Call<C extends CallChannel> = (...args: Parameters<Calls[C]>) => Promise<Result<ReturnType<Calls[C]>>>;

const call =
  <C extends CallChannel>(channel: C): Call<C> =>
  (...args) =>
    ipcRenderer.invoke(channel, ...args);

const on =
  <C extends EventChannel>(channel: C): Subscribe<C> =>
  (listener) => {
    const forward = (_event: IpcRendererEvent, value: Events[C]) => listener(value);
    ipcRenderer.on(channel, forward);
    return () => {
      ipcRenderer.removeListener(channel, forward);
    };
  };

/** The window's only way out of its sandbox. Calls never reject: they resolve with a `Result`. */
const stillmic = {
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
  /** Path of a file that was dropped on the window or chosen in it. */
  pathOf,
};

/** Electron before 32 puts the path on the File itself; later ones hand it out here only. */
function pathOf(file: { readonly name: string }): string {
  return webUtils?.getPathForFile(file as never) ?? (file as { path?: string }).path ?? '';
}

export type StillmicBridge = typeof stillmic;

contextBridge.exposeInMainWorld('stillmic', stillmic);
