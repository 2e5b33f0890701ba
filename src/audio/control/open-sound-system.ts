import { UserError } from '../../shared/user-error.js';
import { BLACKHOLE } from '../portaudio/control/blackhole.js';
import {
  InstalledDriverSystem,
  type Driver,
  type PortAudioList,
} from '../portaudio/control/installed-driver.js';
import { listPortAudioDevices } from '../portaudio/control/device-list.js';
import { PulseSoundSystem } from '../pulse/control/pulse-sound-system.js';
import type { SoundSystem } from './sound-system.js';
import { VB_CABLE } from '../portaudio/control/vb-cable.js';

export * from './sound-system.js';

export interface SoundSystemOptions {
  readonly platform?: NodeJS.Platform;
  readonly env?: NodeJS.ProcessEnv;
  /** How devices are listed where PortAudio lists them (Windows, macOS). */
  readonly listDevices?: (hostAPIName: string) => Promise<PortAudioList>;
}

/**
 * The sound system of this machine.
 *
 * @throws UserError on a platform that has no virtual microphone
 */
export function openSoundSystem({
  platform = process.platform,
  env = process.env,
  listDevices = listPortAudioDevices,
}: SoundSystemOptions = {}): SoundSystem {
  const withDriver = (driver: Driver): SoundSystem =>
    new InstalledDriverSystem(driver, () => listDevices(driver.hostAPIName));
  switch (platform) {
    case 'linux':
      return new PulseSoundSystem(env);
    case 'win32':
      return withDriver(VB_CABLE);
    case 'darwin':
      return withDriver(BLACKHOLE);
    default:
      throw new UserError(`Stillmic has no virtual microphone for ${platform}.`);
  }
}
