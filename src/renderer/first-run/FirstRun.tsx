import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeSettings } from '../bridge/use-action.js';
import type { Power } from '../bridge/use-power.js';
import { Button } from '../controls/Button.js';
import { Problem } from '../controls/Problem.js';
import { ChooseStep } from './ChooseStep.js';
import { HearStep } from './HearStep.js';
import { MicrophoneStep } from './MicrophoneStep.js';
import './first-run.css';

const STEPS = ['microphone', 'hear', 'choose'] as const;
type Step = (typeof STEPS)[number];

/** Switches on where it is off, because a microphone that is not open has no level; `undo` leaves it as it was. */
const useSwitchedOn = (power: Power): { readonly undo: () => void } => {
  const [wasOff] = useState(!power.isOn);
  const { switchOn } = power;
  const hasStarted = useRef(false);
  useEffect(() => {
    if (!wasOff || hasStarted.current) return;
    hasStarted.current = true;
    switchOn();
  }, [wasOff, switchOn]);
  return {
    undo: () => {
      if (wasOff) power.switchOff();
    },
  };
};

interface ActionsProps {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onSkip: () => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

const Actions = ({ isFirst, isLast, onSkip, onBack, onNext }: ActionsProps) => {
  const { t } = useTranslation();
  return (
    <div className="first-run-actions">
      {!isLast && (
        <Button kind="plain" onClick={onSkip}>
          {t('firstRun.skip')}
        </Button>
      )}
      <span className="grow" />
      {!isFirst && <Button onClick={onBack}>{t('firstRun.back')}</Button>}
      <Button kind="main" onClick={onNext}>
        {t(isLast ? 'firstRun.finish' : 'firstRun.next')}
      </Button>
    </div>
  );
};

/** Three steps from nothing to a clean microphone in a call. */
export const FirstRun = ({ power }: { readonly power: Power }) => {
  const { t } = useTranslation();
  const settings = useChangeSettings();
  const [index, setIndex] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const switchedOn = useSwitchedOn(power);
  const step: Step = STEPS[index] ?? 'microphone';
  const isLast = index === STEPS.length - 1;
  useEffect(() => heading.current?.focus(), [index]);
  const finish = () => void settings.run({ firstRunDone: true });
  const skip = () => {
    switchedOn.undo();
    finish();
  };
  return (
    <main className="first-run" aria-label={t('firstRun.title')}>
      {index === 0 && <p className="first-run-welcome">{t('firstRun.welcome')}</p>}
      <p className="quiet small">{t('firstRun.step', { step: index + 1, steps: STEPS.length })}</p>
      <h1 ref={heading} tabIndex={-1} className="first-run-title">
        {t(`firstRun.${step}Title`)}
      </h1>
      <p>{t(`firstRun.${step}Text`)}</p>
      <div className="stack grow">
        {step === 'microphone' && <MicrophoneStep power={power} />}
        {step === 'hear' && <HearStep power={power} />}
        {step === 'choose' && <ChooseStep />}
        <Problem words={settings.problem} onDismiss={settings.dismiss} />
      </div>
      <Actions
        isFirst={index === 0}
        isLast={isLast}
        onSkip={skip}
        onBack={() => setIndex(index - 1)}
        onNext={() => (isLast ? finish() : setIndex(index + 1))}
      />
    </main>
  );
};
