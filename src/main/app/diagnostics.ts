import { app } from 'electron';
import { cpus, release, totalmem } from 'node:os';
import { DEFAULT_DEVICE, type LiveMicrophone, type LiveStats } from '../../shared/live.js';
import type { Settings } from '../../shared/settings.js';

/** Names of devices can hold names of people: only whether the default is used is told. */
const anonymous = (device: string | null): string =>
  device === null ? 'none' : device === DEFAULT_DEVICE ? 'default' : 'chosen';

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
        microphone: anonymous(settings.live.microphone),
        monitor: anonymous(settings.live.monitor),
      },
    },
    status: { state, activeModelId, idle, priority, listeners: listeners.length },
    stats,
  };
  return JSON.stringify(report, null, 2);
}
