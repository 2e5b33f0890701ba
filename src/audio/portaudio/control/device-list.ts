import { loadBinding, type PortAudioDevice } from '../binding.js';

/** PortAudio's devices at one moment. */
export interface PortAudioList {
  readonly devices: readonly Omit<PortAudioDevice, 'id'>[];
  /** Names of the system's default devices; null when it has none. */
  readonly defaultInput: string | null;
  readonly defaultOutput: string | null;
}

/**
 * PortAudio's devices now. The list is fresh only in a process that has no stream open, so this is for the
 * supervising process, never for the engine.
 *
 * @param hostAPIName the interface whose default devices are asked for
 */
export async function listPortAudioDevices(hostAPIName: string): Promise<PortAudioList> {
  const binding = loadBinding();
  const devices = binding.getDevices();
  const api = binding.getHostAPIs().HostAPIs.find(({ name }) => name === hostAPIName);
  const nameOf = (id: number | undefined): string | null =>
    devices.find((one) => one.id === id)?.name ?? null;
  return { devices, defaultInput: nameOf(api?.defaultInput), defaultOutput: nameOf(api?.defaultOutput) };
}
