import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import {
  BRIDGE_CALLS,
  BRIDGE_EVENTS,
  FILES_CHANNEL,
  type BridgeCall,
  type BridgeEvent,
  type StillmicBridge,
} from '../shared/bridge.js';
import type { CallChannel, EventChannel, Events } from '../shared/ipc.js';

/**
 * Path of a file that the user dropped on the window; empty for anything else that the page may give: a file that it
 * made itself, or an object that claims to be one. Electron before 32 has the path on the File.
 */
function pathOf(file: unknown): string {
  if (!(file instanceof File)) return '';
  return webUtils?.getPathForFile(file) ?? (file as { readonly path?: string }).path ?? '';
}

const call =
  <C extends CallChannel>(channel: C): BridgeCall<C> =>
  (...args: readonly unknown[]) =>
    channel === FILES_CHANNEL
      ? ipcRenderer.invoke(channel, [args[0]].flat().map(pathOf).filter(Boolean))
      : ipcRenderer.invoke(channel, ...args);

const on =
  <C extends EventChannel>(channel: C): BridgeEvent<C> =>
  (listener) => {
    const forward = (_event: IpcRendererEvent, value: Events[C]) => listener(value);
    ipcRenderer.on(channel, forward);
    return () => {
      ipcRenderer.removeListener(channel, forward);
    };
  };

const bound = <T>(names: Readonly<Record<string, T>>, bind: (channel: T) => unknown) =>
  Object.entries(names).map(([name, channel]) => [name, bind(channel)] as const);

/** The window's only way out of its sandbox. Calls never reject: they resolve with a `Result`. */
const stillmic = Object.fromEntries(
  (Object.keys(BRIDGE_CALLS) as (keyof StillmicBridge)[]).map((area) => [
    area,
    Object.fromEntries([
      ...bound<CallChannel>(BRIDGE_CALLS[area], call),
      ...bound<EventChannel>(BRIDGE_EVENTS[area], on),
    ]),
  ]),
);

contextBridge.exposeInMainWorld('stillmic', stillmic);
