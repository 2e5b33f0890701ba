import { UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';
import type { AudioBackend } from '../backend.js';
import { writeAlsaConfiguration } from './alsa.js';

/**
 * PortAudio through naudiodon: the only way on Windows and macOS, and on Linux the way to a sound server that only
 * libpulse finds. It controls devices where the virtual microphone is a driver that the user installs.
 */
export const PORTAUDIO: AudioBackend = {
  id: 'portaudio',
  hasControl: ({ platform }) => platform === 'win32' || platform === 'darwin',
  hasStreams: ({ platform }) => ['linux', 'win32', 'darwin'].includes(platform),
  control: async ({ platform }) => {
    const [{ InstalledDriverSystem }, { driverOf }, { listPortAudioDevices }] = await Promise.all([
      import('./control/installed-driver.js'),
      import('./control/drivers.js'),
      import('./control/device-list.js'),
    ]);
    const driver = driverOf(platform);
    if (!driver) throw new UserError(words('audio.noVirtualMicrophone', { platform }));
    return new InstalledDriverSystem(driver, () => listPortAudioDevices(driver.hostAPIName));
  },
  streams: async ({ platform }) => {
    const [{ PortAudioStreams }, { hostApiOf }] = await Promise.all([
      import('./streams/portaudio-streams.js'),
      import('./host-api.js'),
    ]);
    return new PortAudioStreams(hostApiOf(platform));
  },
  environment: ({ platform, env }) =>
    platform === 'linux' ? writeAlsaConfiguration(env) : { variables: {}, dispose: () => undefined },
  checks: async () => (await import('./checks.js')).CHECKS,
};
