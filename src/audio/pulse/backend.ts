import { UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';
import type { AudioBackend } from '../backend.js';
import { chosenAddress } from './server-address.js';

/**
 * PulseAudio, or PipeWire's pulse server: controlled by `pactl`, and spoken to directly by its streams, which costs a
 * third of PortAudio's CPU and delays less (docs/decisions/0004-pulse-protocol.md).
 */
export const PULSE: AudioBackend = {
  id: 'pulse',
  hasControl: ({ platform }) => platform === 'linux',
  // `STILLMIC_AUDIO=portaudio` asks for PortAudio all the same.
  hasStreams: ({ platform, env }) =>
    platform === 'linux' && env['STILLMIC_AUDIO'] !== 'portaudio' && chosenAddress(env) !== null,
  control: async ({ env }) => {
    const { PulseSoundSystem } = await import('./control/pulse-sound-system.js');
    return new PulseSoundSystem(env);
  },
  streams: async ({ env }) => {
    const { PulseStreams } = await import('./streams/pulse-streams.js');
    const address = chosenAddress(env);
    if (!address) throw new UserError(words('audio.serverDoesNotAnswer'));
    return new PulseStreams(address, env);
  },
  environment: () => ({ variables: {}, dispose: () => undefined }),
  checks: async () => (await import('./checks.js')).CHECKS,
};
