import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/Button.js';
import { clockTime } from '../format/format.js';
import { useHoldToCompare } from '../hooks/use-keys.js';
import { SIDES, type Recording, type Side } from './pair-playback.js';
import { SideSwitch } from './SideSwitch.js';
import { usePairPlayback, type PairPlaybackState } from './use-pair-playback.js';
import { Waveform } from './Waveform.js';
import './pair-player.css';

const PlayButton = ({ isPlaying, toggle }: Pick<PairPlaybackState, 'isPlaying' | 'toggle'>) => {
  const { t } = useTranslation();
  const Icon = isPlaying ? Pause : Play;
  return (
    <Button kind="main" onClick={toggle}>
      <Icon className="icon" aria-hidden />
      {t(isPlaying ? 'player.pause' : 'player.play')}
    </Button>
  );
};

interface PositionProps extends Pick<PairPlaybackState, 'position' | 'seek'> {
  /** Seconds. */
  readonly duration: number;
}

const Position = ({ position, seek, duration }: PositionProps) => {
  const { t } = useTranslation();
  return (
    <>
      <label className="player-position grow">
        <span className="visually-hidden">{t('player.position')}</span>
        <input
          type="range"
          min={0}
          max={duration}
          step={0.1}
          value={position}
          aria-valuetext={clockTime(position)}
          onChange={(event) => seek(Number(event.target.value))}
        />
      </label>
      <span className="figure small quiet">
        {clockTime(position)} / {clockTime(duration)}
      </span>
    </>
  );
};

interface Props {
  readonly before: Recording;
  readonly after: Recording;
  /** Brings the recording after to the loudness of the one before. */
  readonly afterGain: number;
  readonly withSpectrogram: boolean;
}

/** Two recordings above each other, played in step; B or the switch decides which one is heard. */
export const PairPlayer = ({ before, after, afterGain, withSpectrogram }: Props) => {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Side>('after');
  const [isHeld, setHeld] = useState(false);
  useHoldToCompare(setHeld);
  const side: Side = isHeld ? 'before' : chosen;
  const { isPlaying, position, toggle, seek } = usePairPlayback(before, after, afterGain, side);
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
