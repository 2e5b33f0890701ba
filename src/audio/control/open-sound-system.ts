import type { Place, StreamEnvironment } from '../backend.js';
import { controlBackend, streamsBackend, thisPlace } from '../backends.js';
import type { SoundSystem } from './sound-system.js';

export * from './sound-system.js';

/**
 * The sound system of this machine, for the process that looks after devices.
 *
 * @throws UserError on a platform that has no virtual microphone
 */
export async function openSoundSystem(options: Partial<Place> = {}): Promise<SoundSystem> {
  const place = { ...thisPlace(process.env), ...options };
  return controlBackend(place).control(place);
}

/**
 * Environment of a process that opens streams on the devices of `system`: how it finds the sound server, what marks
 * its streams as ours, and what its backend needs.
 *
 * @throws UserError when what the backend needs can't be provided
 */
export function streamEnvironment(system: SoundSystem, env: NodeJS.ProcessEnv): StreamEnvironment {
  const place = thisPlace({ ...env, ...system.clientEnvironment });
  const { variables, dispose } = streamsBackend(place).environment(place);
  return { variables: { ...system.clientEnvironment, ...variables }, dispose };
}
