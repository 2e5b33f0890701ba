import type { LiveMicrophone } from '../shared/live.js';
import { controlAddress } from './address.js';
import { ControlledMicrophone, type ControlledOptions } from './controlled-microphone.js';
import { ControlServer } from './server.js';

/**
 * Lets the microphone be controlled from outside.
 *
 * @returns what ends that
 * @throws UserError when another Stillmic has the place, or when it isn't private; the system's error when it can't be
 *   made. Sound does not depend on it, so the caller goes on without.
 */
export async function offerControl(
  live: LiveMicrophone,
  options: ControlledOptions,
  env: NodeJS.ProcessEnv = process.env,
): Promise<() => Promise<void>> {
  const server = new ControlServer(new ControlledMicrophone(live, options), controlAddress(env));
  await server.listen();
  return () => server.close();
}
