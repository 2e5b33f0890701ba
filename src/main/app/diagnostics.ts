import { app } from 'electron';
import { cpus, release, totalmem } from 'node:os';
import { CATALOGUE } from '../../models/catalogue.js';
import { DEFAULT_DEVICE, type LiveMicrophone, type LiveStats } from '../../shared/live.js';
import type { Settings } from '../../shared/settings.js';
import { withoutPaths } from './private-log.js';

/** Names of devices can hold names of people: only whether the default is used is told. */
const anonymous = (device: string | null): string =>
  device === null ? 'none' : device === DEFAULT_DEVICE ? 'default' : 'chosen';

/** An imported model is called after its file, so only the catalogue's ids are told. */
const publicModel = (id: string | null): string | null =>
  id === null || CATALOGUE.some((entry) => entry.id === id) ? id : 'imported';

/** Versions, settings and figures for a report of a fault, as text; no names, paths or sound. */
export async function diagnostics(
  live: LiveMicrophone,
  settings: Settings,
  lastStats: LiveStats | null,
): Promise<string> {
  const { microphones, speakers } = await live.listDevices().catch(() => ({ microphones: [], speakers: [] }));
  const { spectra: _spectra, ...stats } = lastStats ?? { spectra: null };
  const { state, activeModelId, idle, listeners, priority } = live.status;
  const cores = cpus();
  const report = {
    versions: {
      stillmic: app.getVersion(),
      electron: process.versions.electron,
      chrome: process.versions.chrome,
      node: process.versions.node,
    },
    system: {
      platform: process.platform,
      release: release(),
      desktop: process.env.XDG_CURRENT_DESKTOP ?? null,
      session: process.env.XDG_SESSION_TYPE ?? null,
      processor: cores[0]?.model ?? null,
      cores: cores.length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
    },
    devices: { microphones: microphones.length, speakers: speakers.length },
    settings: {
      ...settings,
      live: {
        ...settings.live,
        modelId: publicModel(settings.live.modelId),
        microphone: anonymous(settings.live.microphone),
        monitor: anonymous(settings.live.monitor),
      },
      profiles: settings.profiles.length,
    },
    status: {
      state,
      activeModelId: publicModel(activeModelId),
      idle,
      priority: priority?.raisedBy ?? null,
      listeners: listeners.length,
    },
    stats,
  };
  return withoutPaths(JSON.stringify(report, null, 2));
}
