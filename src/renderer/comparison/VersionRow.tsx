import { Toggle } from '@base-ui/react/toggle';
import { Volume2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/Button.js';
import { Problem } from '../controls/Problem.js';
import { useFormats } from '../format/use-formats.js';
import type { Replay } from './use-replays.js';

interface Props {
  readonly name: string;
  /** Noise floor of the original, dBFS. */
  readonly floorBefore: number;
  /** Null for the original itself. */
  readonly replay: Replay | null;
  readonly isHeard: boolean;
  readonly onHear: () => void;
}

/** Noise floor before and after, speed and delay of a model on this recording. */
const useFiguresText = (floorBefore: number, replay: Replay | null): string => {
  const { t } = useTranslation();
  const formats = useFormats();
  const before = formats.dbfs(floorBefore);
  if (replay === null) return t('comparison.originalFigures', { before });
  if (replay.state !== 'ready') return t('comparison.working');
  const { figures, rtfMean, delayMs } = replay.replay;
  return t('comparison.figures', {
    before,
    after: formats.dbfs(figures.noiseFloorDbfs),
    rtf: formats.rtf(rtfMean),
    delay: formats.milliseconds(delayMs),
  });
};

/** A version of the recording: press it to hear it, at the place that is playing. */
export const VersionRow = ({ name, floorBefore, replay, isHeard, onHear }: Props) => {
  const figures = useFiguresText(floorBefore, replay);
  return (
    <li className="version">
      <Toggle
        render={<Button />}
        pressed={isHeard}
        disabled={replay !== null && replay.state !== 'ready'}
        onPressedChange={onHear}
      >
        <Volume2 className="icon" aria-hidden />
        <span className="grow">{name}</span>
      </Toggle>
      {replay?.state === 'failed' ? (
        <Problem words={replay.words} />
      ) : (
        <p className="quiet small tabular">{figures}</p>
      )}
    </li>
  );
};
