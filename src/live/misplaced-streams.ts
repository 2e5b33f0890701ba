import type { EngineConfig } from '../shared/engine-messages.js';
import type { OwnStream, SoundState } from '../audio/control/open-sound-system.js';

/**
 * The engine's streams that the sound server connects elsewhere than configured: PipeWire moves a stream whose
 * device went away to another one, which may be our own microphone.
 */
export const misplacedStreams = (
  sound: SoundState,
  config: EngineConfig,
  engineProcessId: number | undefined,
): readonly OwnStream[] =>
  sound.ownStreams.filter(({ direction, processId, device }) => {
    if (processId !== engineProcessId || device === null) return false;
    if (direction === 'capture') return device !== config.microphone.name;
    return device !== config.playback.name && device !== config.monitor?.name;
  });
