import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import type { AudioBackend, Place } from './backend.js';
import { PORTAUDIO } from './portaudio/backend.js';
import { PULSE } from './pulse/backend.js';

/** All backends, the preferred one first: another one is a folder and a line here. */
export const BACKENDS: readonly AudioBackend[] = [PULSE, PORTAUDIO];

/** The place where this process runs. */
export const thisPlace = (env: NodeJS.ProcessEnv): Place => ({ platform: process.platform, env });

/** The backend that looks after this system's devices. @throws UserError on a system that none knows */
export function controlBackend(place: Place): AudioBackend {
  const backend = BACKENDS.find((one) => one.hasControl(place));
  if (!backend) throw new UserError(words('audio.noVirtualMicrophone', { platform: place.platform }));
  return backend;
}

/** The backend whose streams are opened here. @throws UserError on a system where none can be */
export function streamsBackend(place: Place): AudioBackend {
  const backend = BACKENDS.find((one) => one.hasStreams(place));
  if (!backend) throw new UserError(words('audio.noVirtualMicrophone', { platform: place.platform }));
  return backend;
}
