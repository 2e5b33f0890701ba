import { Pause, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/Button.js';
import { clockTime } from '../format/format.js';
import type { PlaybackState } from './use-track-playback.js';
import './transport.css';

/** Plays or pauses. */
export const PlayButton = ({ isPlaying, toggle }: Pick<PlaybackState, 'isPlaying' | 'toggle'>) => {
  const { t } = useTranslation();
  const Icon = isPlaying ? Pause : Play;
  return (
    <Button kind="main" onClick={toggle}>
      <Icon className="icon" aria-hidden />
      {t(isPlaying ? 'player.pause' : 'player.play')}
    </Button>
  );
};

interface PositionProps extends Pick<PlaybackState, 'position' | 'seek'> {
  /** Seconds. */
  readonly duration: number;
}

/** Where it plays, and a slider to go elsewhere. */
export const Position = ({ position, seek, duration }: PositionProps) => {
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
