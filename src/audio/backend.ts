import type { Checks } from './checks.js';
import type { SoundSystem } from './control/sound-system.js';
import type { AudioStreams } from './streams/audio-streams.js';

/** Environment that a process needs to open streams. */
export interface StreamEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  /** Removes what was written for it, once no process with these variables runs any more. */
  dispose(): void;
}

/** Platform and environment that a backend is asked to work in. */
export interface Place {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * One way to the system's sound. Its control side runs in the supervisor and its streams in the audio thread, so each
 * of them loads by itself: a process loads only the side that it uses.
 */
export interface AudioBackend {
  readonly id: string;
  /** Whether its control side looks after the devices of this system. */
  hasControl(place: Place): boolean;
  /** Whether its streams can be opened here, as far as the environment tells. */
  hasStreams(place: Place): boolean;
  /** Loads the control side. @throws UserError where it has none */
  control(place: Place): Promise<SoundSystem>;
  /** Loads the streams. */
  streams(place: Place): Promise<AudioStreams>;
  /**
   * Environment that a process needs to open these streams.
   *
   * @throws UserError when it can't be provided
   */
  environment(place: Place): StreamEnvironment;
  /** Loads what `stillmic doctor` checks of it. */
  checks(): Promise<Checks>;
}
