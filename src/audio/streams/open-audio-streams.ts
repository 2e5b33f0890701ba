import { streamsBackend, thisPlace } from '../backends.js';
import type { AudioStreams } from './audio-streams.js';

/**
 * The way to this machine's sound, for the process that plays and captures.
 *
 * @throws UserError on a system that has none
 */
export async function openAudioStreams(env: NodeJS.ProcessEnv): Promise<AudioStreams> {
  const place = thisPlace(env);
  return streamsBackend(place).streams(place);
}
