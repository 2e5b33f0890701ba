import type { AudioSystem } from './audio-system.js';
import { Naudiodon } from './portaudio/naudiodon.js';
import { PulseAudioSystem } from './pulse/pulse-audio-system.js';
import { serverAddress } from './pulse/server-address.js';

/**
 * The way to this machine's sound: on Linux the sound server itself, which costs a third of the CPU and half of the
 * delay (docs/decisions/0004-pulse-protocol.md); elsewhere, and where only libpulse finds the server, PortAudio.
 * `STILLMIC_AUDIO=portaudio` asks for PortAudio.
 */
export function openAudioSystem(env: NodeJS.ProcessEnv): AudioSystem {
  const address =
    process.platform === 'linux' && env['STILLMIC_AUDIO'] !== 'portaudio' ? serverAddress(env) : null;
  return address ? new PulseAudioSystem(address, env) : new Naudiodon();
}
