import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHoldToCompare } from '../hooks/use-keys.js';
import { SIDES, type Side } from './sides.js';
import { SideSwitch } from './SideSwitch.js';
import type { Recording, Track } from './track-playback.js';
import { PlayButton, Position } from './Transport.js';
import { useTrackPlayback } from './use-track-playback.js';
import { Waveform } from './Waveform.js';

interface Props {
  readonly before: Recording;
  readonly after: Recording;
  /** They bring before and after to one loudness; the same array as long as they are the same. */
  readonly gains: readonly number[];
  readonly withSpectrogram: boolean;
  /** Whether the side after plays as soon as it is there. */
  readonly playsAtOnce?: boolean;
}

/** Two recordings above each other, played in step; B or the switch decides which one is heard. */
export const PairPlayer = ({ before, after, gains, withSpectrogram, playsAtOnce }: Props) => {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Side>('after');
  const [isHeld, setHeld] = useState(false);
  useHoldToCompare(setHeld);
  const side: Side = isHeld ? 'before' : chosen;
  const tracks = useMemo<readonly Track[]>(
    () => [
      { id: 'before', recording: before, gain: gains[0] ?? 1 },
      { id: 'after', recording: after, gain: gains[1] ?? 1 },
    ],
    [before, after, gains],
  );
  const { isPlaying, position, toggle, seek } = useTrackPlayback(tracks, side, playsAtOnce);
  return (
    <div className="stack">
      {SIDES.map((each) => (
        <Waveform
          key={each}
          side={each}
          recording={each === 'before' ? before : after}
          isHeard={each === side}
          position={position}
          withSpectrogram={withSpectrogram}
          onSeek={seek}
        />
      ))}
      <div className="row row-wrap">
        <PlayButton isPlaying={isPlaying} toggle={toggle} />
        <SideSwitch side={side} onSide={setChosen} />
        <Position position={position} seek={seek} duration={before.samples.length / before.sampleRate} />
      </div>
      <p className="quiet small">{t('player.holdHint')}</p>
    </div>
  );
};
