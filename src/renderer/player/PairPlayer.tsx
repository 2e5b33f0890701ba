import { ToggleGroup } from '@base-ui/react/toggle-group';
import { Toggle } from '@base-ui/react/toggle';
import { Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PairPlayer as Player, type Recording, type Side } from './pair-playback.js';
import { useHoldToCompare } from '../hooks/use-keys.js';
import { clockTime } from '../format/format.js';
import { Waveform } from './Waveform.js';
import './pair-player.css';

interface Props {
  readonly before: Recording;
  readonly after: Recording;
  readonly afterGain: number;
  readonly withSpectrogram: boolean;
}

const SIDES: readonly Side[] = ['before', 'after'];
const POSITION_INTERVAL_MS = 50;

/** Two recordings above each other, played in step; B or the switch decides which one is heard. */
export const PairPlayer = ({ before, after, afterGain, withSpectrogram }: Props) => {
  const { t } = useTranslation();
  const [side, setSide] = useState<Side>('after');
  const [held, setHeld] = useState(false);
  const [playing, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const player = useRef<Player | null>(null);
  const heard: Side = held ? 'before' : side;

  useEffect(() => {
    const made = new Player({ before, after }, afterGain, () => {
      setPlaying(false);
      setPosition(made.position);
    });
    player.current = made;
    return () => {
      made.dispose();
      player.current = null;
      setPlaying(false);
      setPosition(0);
    };
  }, [before, after, afterGain]);
  useEffect(() => player.current?.hear(heard), [heard, before, after, afterGain]);
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setInterval(() => setPosition(player.current?.position ?? 0), POSITION_INTERVAL_MS);
    return () => clearInterval(timer);
  }, [playing]);
  useHoldToCompare(setHeld);

  const toggle = () => {
    if (playing) player.current?.pause();
    else void player.current?.play();
    setPlaying(!playing);
  };
  const seek = (seconds: number) => {
    player.current?.seek(seconds);
    setPosition(seconds);
  };
  const duration = before.samples.length / before.sampleRate;
  return (
    <div className="stack">
      {SIDES.map((each) => (
        <Waveform
          key={each}
          side={each}
          recording={each === 'before' ? before : after}
          heard={each === heard}
          position={position}
          withSpectrogram={withSpectrogram}
          onSeek={seek}
        />
      ))}
      <div className="row row-wrap">
        <button type="button" className="button button-main" onClick={toggle}>
          {playing ? <Pause className="icon" aria-hidden /> : <Play className="icon" aria-hidden />}
          {t(playing ? 'player.pause' : 'player.play')}
        </button>
        <ToggleGroup
          className="segments"
          aria-label={t('player.side')}
          value={[heard]}
          onValueChange={([chosen]) => chosen && setSide(chosen)}
        >
          {SIDES.map((each) => (
            <Toggle key={each} value={each} className={`segment segment-${each}`}>
              {t(`meters.${each}`)}
            </Toggle>
          ))}
        </ToggleGroup>
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
      </div>
      <p className="quiet small">{t('player.holdHint')}</p>
    </div>
  );
};
