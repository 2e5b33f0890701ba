import {
  QUIET_MICROPHONE,
  type SoundDevice,
  type SoundState,
  type Volume,
} from '../audio/control/sound-system.js';
import type { LiveFix, LiveProblem } from '../shared/live.js';
import { words, type Words } from '../words/words.js';

/** Ours is made at 100 %: whatever is less was not our doing. */
const QUIET_OWN = 0.9;

/** Sentences about one volume. */
interface VolumeWords {
  readonly muted: Words;
  readonly quiet: (percent: number) => Words;
}

function volumeProblem(
  volume: Volume | undefined,
  quietBelow: number,
  said: VolumeWords,
  fix: LiveFix,
): readonly LiveProblem[] {
  if (!volume) return [];
  if (volume.isMuted) return [{ words: said.muted, fix }];
  if (volume.share >= quietBelow) return [];
  return [{ words: said.quiet(Math.round(100 * volume.share)), fix }];
}

/** The apps that record ours may have turned it down, by an automatic gain. */
const quietOwnWords = (percent: number, listeners: readonly string[] | null): Words =>
  listeners && listeners.length > 0
    ? words('live.virtualMicrophoneQuietIn', { percent, apps: listeners.join(', ') })
    : words('live.virtualMicrophoneQuiet', { percent });

/** The quietest of these; a muted one is quieter than any other. */
const quietest = (volumes: readonly (Volume | undefined)[]): Volume | undefined =>
  volumes
    .filter((volume) => volume !== undefined)
    .sort((a, b) => (a.isMuted ? 0 : a.share) - (b.isMuted ? 0 : b.share))[0];

/**
 * Problems that leave the sound running: devices and streams on its way that are muted or turned down, and a default
 * microphone that a crash would not bring back.
 *
 * @param microphone      the one in use
 * @param engineProcessId whose streams are on that way
 */
export function liveProblems(
  sound: SoundState,
  microphone: SoundDevice | undefined,
  engineProcessId: number | undefined,
): readonly LiveProblem[] {
  const streams = sound.ownStreams.filter(({ processId }) => processId === engineProcessId);
  return [
    ...volumeProblem(
      microphone?.volume,
      QUIET_MICROPHONE,
      {
        muted: words('live.microphoneMuted'),
        quiet: (percent) => words('live.microphoneQuiet', { percent }),
      },
      'restore-microphone-volume',
    ),
    ...volumeProblem(
      quietest([sound.virtualMicrophoneVolume, ...streams.map(({ volume }) => volume)]),
      QUIET_OWN,
      {
        muted: words('live.virtualMicrophoneMuted'),
        quiet: (percent) => quietOwnWords(percent, sound.listeners),
      },
      'restore-virtual-microphone-volume',
    ),
    ...(sound.previousDefaultNotKept ? [{ words: words('live.defaultNotKept'), fix: null }] : []),
  ];
}
