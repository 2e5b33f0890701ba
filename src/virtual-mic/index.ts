import { UserError } from '../shared/user-error.js';
import { PulseSoundSystem } from './pulse/index.js';
import type { SoundSystem } from './sound-system.js';

export * from './sound-system.js';

export interface SoundSystemOptions {
  readonly platform?: NodeJS.Platform;
  readonly env?: NodeJS.ProcessEnv;
}

/** The sound system of this machine. */
export function openSoundSystem({
  platform = process.platform,
  env = process.env,
}: SoundSystemOptions = {}): SoundSystem {
  switch (platform) {
    case 'linux':
      return new PulseSoundSystem(env);
    default:
      throw new UserError(`Stillmic has no virtual microphone for ${platform} yet.`);
  }
}
