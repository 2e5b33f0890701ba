import { createRequire } from 'node:module';
import type { PortAudioDevice, PortAudioList } from './installed-driver.js';

interface HostApis {
  readonly defaultHostAPI: number;
  readonly HostAPIs: readonly {
    readonly defaultInput: number;
    readonly defaultOutput: number;
    name: string;
  }[];
}

interface Binding {
  getDevices(): readonly (PortAudioDevice & { readonly id: number })[];
  getHostAPIs(): HostApis;
}

/**
 * PortAudio's devices now. The list is fresh only in a process that has no stream open, so this is for the
 * supervising process, never for the engine.
 *
 * @param hostAPIName the interface whose default devices are asked for
 */
export async function listPortAudioDevices(hostAPIName: string): Promise<PortAudioList> {
  const binding = createRequire(import.meta.url)('naudiodon/build/Release/naudiodon.node') as Binding;
  const devices = binding.getDevices();
  const api = binding.getHostAPIs().HostAPIs.find(({ name }) => name === hostAPIName);
  const nameOf = (id: number | undefined): string | null =>
    devices.find((one) => one.id === id)?.name ?? null;
  return { devices, defaultInput: nameOf(api?.defaultInput), defaultOutput: nameOf(api?.defaultOutput) };
}
