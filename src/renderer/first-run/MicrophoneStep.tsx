import { useTranslation } from 'react-i18next';
import type { Power } from '../bridge/use-power.js';
import { LevelMeters } from '../meters/LevelMeters.js';
import { LiveProblems } from '../meters/LiveProblems.js';
import { MicrophoneAdvice } from '../microphone/MicrophoneAdvice.js';
import { MicrophoneChoice } from '../microphone/MicrophoneChoice.js';
import { PowerProblem } from './PowerProblem.js';

/** Which microphone, with its level, and a word on what is wrong with it. */
export const MicrophoneStep = ({ power }: { readonly power: Power }) => {
  const { t } = useTranslation();
  return (
    <>
      <div className="row">
        <MicrophoneChoice />
      </div>
      <PowerProblem power={power} />
      {power.isLive ? (
        <>
          <LevelMeters isActive />
          <MicrophoneAdvice />
          <LiveProblems />
        </>
      ) : (
        power.problem === null && <p className="quiet">{t('firstRun.starting')}</p>
      )}
    </>
  );
};
