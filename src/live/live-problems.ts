import {
  QUIET_MICROPHONE,
  type SoundDevice,
  type SoundState,
  type Volume,
} from '../audio/control/sound-system.js';
import type { LiveFix, LiveProblem } from '../shared/live.js';
import { words } from '../words/words.js';

/** Ours is made at 100 %: whatever is less was not our doing. */
const QUIET_OWN = 0.9;

type Key = 'live.microphoneMuted' | 'live.virtualMicrophoneMuted';
type QuietKey = 'live.microphoneQuiet' | 'live.virtualMicrophoneQuiet';

function problemOf(
  volume: Volume | undefined,
  quietBelow: number,
  mutedKey: Key,
  quietKey: QuietKey,
  fix: LiveFix,
): readonly LiveProblem[] {
  if (!volume) return [];
  if (volume.isMuted) return [{ words: words(mutedKey), fix }];
  if (volume.share >= quietBelow) return [];
  return [{ words: words(quietKey, { percent: Math.round(100 * volume.share) }), fix }];
}

/** The quietest of these; a muted one is quieter than any other. */
const quietest = (volumes: readonly (Volume | undefined)[]): Volume | undefined =>
  volumes
    .filter((volume) => volume !== undefined)
    .sort((a, b) => (a.isMuted ? 0 : a.share) - (b.isMuted ? 0 : b.share))[0];

/**
 * Devices and streams on the way of the sound that are muted or turned down.
 *
 * @param microphone      the one in use
 * @param engineProcessId whose streams are on that way
 */
export function volumeProblems(
  sound: SoundState,
  microphone: SoundDevice | undefined,
  engineProcessId: number | undefined,
): readonly LiveProblem[] {
  const streams = sound.ownStreams.filter(({ processId }) => processId === engineProcessId);
  return [
    ...problemOf(
      microphone?.volume,
      QUIET_MICROPHONE,
      'live.microphoneMuted',
      'live.microphoneQuiet',
      'restore-microphone-volume',
    ),
    ...problemOf(
      quietest([sound.virtualMicrophoneVolume, ...streams.map(({ volume }) => volume)]),
      QUIET_OWN,
      'live.virtualMicrophoneMuted',
      'live.virtualMicrophoneQuiet',
      'restore-virtual-microphone-volume',
    ),
  ];
}
