import { useTranslation } from 'react-i18next';
import type { Power } from '../bridge/use-power.js';
import { LevelMeters } from '../meters/LevelMeters.js';
import { LiveProblems } from '../meters/LiveProblems.js';
import { VoiceSample } from '../microphone/VoiceSample.js';
import { PowerProblem } from './PowerProblem.js';

const SAMPLE_SECONDS = 5;

/** One click records some seconds and plays them, clean. */
export const HearStep = ({ power }: { readonly power: Power }) => {
  const { t } = useTranslation();
  if (power.problem !== null) return <PowerProblem power={power} />;
  if (!power.isLive) return <p className="quiet">{t('firstRun.starting')}</p>;
  return (
    <>
      <LevelMeters isActive />
      <LiveProblems />
      <VoiceSample
        seconds={SAMPLE_SECONDS}
        recordLabel={t('firstRun.record')}
        withFigures={false}
        playsAtOnce
      />
    </>
  );
};
