import { useMemo } from 'react';
import { levelMatchGains } from '../../shared/level-match.js';
import type { VoiceRecording } from '../../shared/microphone-test.js';
import type { Track } from '../player/track-playback.js';
import type { Replays } from './use-replays.js';

/** Id of the recording as it came. No model can have it: ids of models have no spaces. */
export const ORIGINAL = 'the original';

/** The recording and what the models made of it, at one loudness; the same array as long as they are the same. */
export const useVersions = (recording: VoiceRecording, replays: Replays): readonly Track[] =>
  useMemo(() => {
    const ready = [...replays].flatMap(([id, one]) =>
      one.state === 'ready' ? [{ id, recording: one.replay as VoiceRecording }] : [],
    );
    const versions = [{ id: ORIGINAL, recording }, ...ready];
    const gains = levelMatchGains(
      versions.map((version) => version.recording.samples),
      recording.sampleRate,
    );
    return versions.map((version, index) => ({ ...version, gain: gains[index] ?? 1 }));
  }, [recording, replays]);
