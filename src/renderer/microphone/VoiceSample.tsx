import { Circle } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MicrophoneTest } from '../../shared/microphone-test.js';
import { levelMatchGains } from '../../shared/level-match.js';
import { useAction } from '../bridge/use-action.js';
import { ModelComparison } from '../comparison/ModelComparison.js';
import { LazyPairPlayer } from '../player/LazyPairPlayer.js';
import { Button } from '../controls/Button.js';
import { Note } from '../controls/Note.js';
import { Problem } from '../controls/Problem.js';
import { ProgressBar } from '../controls/ProgressBar.js';
import { SpeechFigures } from './SpeechFigures.js';

interface Props {
  readonly seconds: number;
  /** Words of the button before the first recording. */
  readonly recordLabel: string;
  readonly withFigures: boolean;
  /** Whether the recording is played, clean, as soon as it is there. */
  readonly playsAtOnce?: boolean;
}

const TICK_MS = 250;

/** Seconds that passed since `isRunning` became true. */
const useElapsed = (isRunning: boolean): number => {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    if (!isRunning) return undefined;
    const start = performance.now();
    const timer = setInterval(() => setElapsed((performance.now() - start) / 1000), TICK_MS);
    return () => {
      clearInterval(timer);
      setElapsed(0);
    };
  }, [isRunning]);
  return elapsed;
};

interface ReplayProps extends Pick<Props, 'withFigures' | 'playsAtOnce'> {
  readonly sample: MicrophoneTest;
}

/** Both sides of the recording, and, where figures are wanted, their figures and the way to other models. */
const Replay = ({ sample, withFigures, playsAtOnce = false }: ReplayProps) => {
  const { t } = useTranslation();
  const { figures, sampleRate } = sample;
  const [isComparing, setComparing] = useState(false);
  const before = useMemo(() => ({ samples: sample.before, sampleRate }), [sample, sampleRate]);
  const after = useMemo(() => ({ samples: sample.after, sampleRate }), [sample, sampleRate]);
  const gains = useMemo(
    () => levelMatchGains([sample.before, sample.after], sampleRate),
    [sample, sampleRate],
  );
  if (isComparing) return <ModelComparison recording={sample.microphone} />;
  return (
    <>
      <LazyPairPlayer
        before={before}
        after={after}
        gains={gains}
        withSpectrogram={false}
        playsAtOnce={playsAtOnce}
      />
      {figures.before.speechDbfs === null && <Note>{t('test.noSpeech')}</Note>}
      {withFigures && (
        <>
          <SpeechFigures figures={figures} />
          <p className="quiet small">{t('test.estimated')}</p>
          <div>
            <Button onClick={() => setComparing(true)}>{t('comparison.open')}</Button>
          </div>
        </>
      )}
    </>
  );
};

/** Records the live microphone for some seconds, then replays it before and after. */
export const VoiceSample = ({ seconds, recordLabel, withFigures, playsAtOnce = false }: Props) => {
  const { t } = useTranslation();
  const record = useAction(window.stillmic.live.record);
  const [sample, setSample] = useState<MicrophoneTest | null>(null);
  const elapsed = useElapsed(record.isBusy);
  const start = async () => {
    setSample(null);
    const recorded = await record.run(seconds);
    if (recorded) setSample(recorded);
  };
  const left = Math.max(0, Math.ceil(seconds - elapsed));
  return (
    <div className="stack">
      {record.isBusy ? (
        <>
          <p className="row">
            <Circle className="icon" aria-hidden />
            <span className="tabular">{t('test.recording', { seconds: left })}</span>
          </p>
          <ProgressBar label={t('test.title')} share={Math.min(1, elapsed / seconds)} />
        </>
      ) : (
        <div>
          <Button kind={sample ? undefined : 'main'} onClick={() => void start()}>
            {sample ? t('test.again') : recordLabel}
          </Button>
        </div>
      )}
      <Problem words={record.problem} onDismiss={record.dismiss} />
      {sample && <Replay sample={sample} withFigures={withFigures} playsAtOnce={playsAtOnce} />}
    </div>
  );
};
