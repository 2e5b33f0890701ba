import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LevelMeters } from '../meters/LevelMeters.js';
import { Button } from '../controls/Button.js';
import { ListenLine } from '../microphone/ListenLine.js';
import { MicrophoneChoice } from '../microphone/MicrophoneChoice.js';
import { Problem } from '../controls/Problem.js';
import { VirtualCableHelp } from '../microphone/VirtualCableHelp.js';
import { VoiceSample } from '../microphone/VoiceSample.js';
import { useMain } from '../bridge/main-state.js';
import { useListeners } from '../bridge/use-listeners.js';
import { useChangeSettings } from '../bridge/use-action.js';
import type { Power } from '../bridge/use-power.js';
import './first-run.css';

const STEPS = ['microphone', 'hear', 'choose'] as const;
type Step = (typeof STEPS)[number];

const SAMPLE_SECONDS = 5;

const HearStep = ({ power }: { readonly power: Power }) => {
  const { t } = useTranslation();
  if (power.problem !== null) {
    return (
      <Problem words={power.problem} remedy={<Button onClick={power.switchOn}>{t('app.tryAgain')}</Button>}>
        <VirtualCableHelp />
      </Problem>
    );
  }
  if (!power.isLive) return <p className="quiet">{t('firstRun.starting')}</p>;
  return (
    <>
      <LevelMeters isActive={power.isLive} />
      <VoiceSample seconds={SAMPLE_SECONDS} recordLabel={t('firstRun.record')} withFigures={false} />
    </>
  );
};

const ChooseStep = () => {
  const { t } = useTranslation();
  const { status } = useMain();
  const { apps, count } = useListeners();
  return (
    <>
      <p className="first-run-name">{status.virtualMicrophoneLabel}</p>
      <ListenLine isListening={count > 0} isStatus>
        {count > 0 ? t('firstRun.chooseListening', { apps, count }) : t('firstRun.chooseWaiting')}
      </ListenLine>
      <VirtualCableHelp />
    </>
  );
};

/** Three steps from nothing to a clean microphone in a call. */
export const FirstRun = ({ power }: { readonly power: Power }) => {
  const { t } = useTranslation();
  const settings = useChangeSettings();
  const [index, setIndex] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const step: Step = STEPS[index] ?? 'microphone';
  const isLast = index === STEPS.length - 1;
  useEffect(() => heading.current?.focus(), [index]);
  const finish = () => void settings.run({ firstRunDone: true });
  const next = () => {
    if (isLast) return finish();
    if (step === 'microphone' && !power.isOn) power.switchOn();
    setIndex(index + 1);
  };
  return (
    <main className="first-run" aria-label={t('firstRun.title')}>
      <p className="quiet small">{t('firstRun.step', { step: index + 1, steps: STEPS.length })}</p>
      <h1 ref={heading} tabIndex={-1} className="first-run-title">
        {t(`firstRun.${step}Title`)}
      </h1>
      <p>{t(`firstRun.${step}Text`)}</p>
      <div className="stack grow">
        {step === 'microphone' && <MicrophoneChoice />}
        {step === 'hear' && <HearStep power={power} />}
        {step === 'choose' && <ChooseStep />}
        <Problem words={settings.problem} onDismiss={settings.dismiss} />
      </div>
      <div className="first-run-actions">
        <Button kind="plain" onClick={finish}>
          {t('firstRun.skip')}
        </Button>
        <span className="grow" />
        {index > 0 && <Button onClick={() => setIndex(index - 1)}>{t('firstRun.back')}</Button>}
        <Button kind="main" onClick={next}>
          {t(isLast ? 'firstRun.finish' : 'firstRun.next')}
        </Button>
      </div>
    </main>
  );
};
