import type { AudioSystem } from './audio-streams.js';
import { Naudiodon } from '../portaudio/streams/naudiodon.js';
import { PulseAudioSystem } from '../pulse/streams/pulse-streams.js';
import { serverAddress, type ServerAddress } from '../pulse/streams/server-address.js';

/**
 * The sound server, where it is spoken to directly: that costs a third of PortAudio's CPU and delays less
 * (docs/decisions/0004-pulse-protocol.md). `STILLMIC_AUDIO=portaudio` asks for PortAudio all the same.
 *
 * @returns null on other systems than Linux, and where only libpulse finds the server
 */
export const directServerAddress = (env: NodeJS.ProcessEnv): ServerAddress | null =>
  process.platform === 'linux' && env['STILLMIC_AUDIO'] !== 'portaudio' ? serverAddress(env) : null;

/** The way to this machine's sound: directly to the sound server, or through PortAudio. */
export function openAudioSystem(env: NodeJS.ProcessEnv): AudioSystem {
  const address = directServerAddress(env);
  return address ? new PulseAudioSystem(address, env) : new Naudiodon();
}
