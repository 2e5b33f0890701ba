import { Headphones } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMain } from '../bridge/main-state.js';
import { useAction, useChangeSettings } from '../bridge/use-action.js';
import { useHoldToCompare } from '../hooks/use-keys.js';
import { deviceOptions } from '../microphone/device-options.js';
import { Choice } from '../controls/Choice.js';
import { HoldButton } from '../controls/HoldButton.js';
import { Problem } from '../controls/Problem.js';
import './compare-bar.css';

const NOWHERE = 'nowhere';

/** The speakers of this computer, or none. */
const HeadphonesChoice = ({ labelId }: { readonly labelId: string }) => {
  const { t } = useTranslation();
  const { devices, settings } = useMain();
  const { monitor } = settings.live;
  const change = useChangeSettings();
  const speakers = deviceOptions(devices.speakers, monitor, {
    systemDefault: t('compare.systemSpeakers'),
    systemDefaultNamed: (label) => t('compare.systemSpeakersNamed', { label }),
    missing: t('compare.missingSpeakers'),
  });
  return (
    <div className="grow">
      <Choice
        label={t('compare.listenOn')}
        labelledBy={labelId}
        hasForeignNames
        value={monitor ?? NOWHERE}
        options={[{ value: NOWHERE, label: t('compare.nowhere') }, ...speakers]}
        onChange={(name) => void change.run({ live: { monitor: name === NOWHERE ? null : name } })}
      />
      <Problem words={change.problem} onDismiss={change.dismiss} />
    </div>
  );
};

/** Listens on chosen headphones: after, and before as long as B is held. */
export const CompareBar = ({ isActive }: { readonly isActive: boolean }) => {
  const { t } = useTranslation();
  const { monitor } = useMain().settings.live;
  const hear = useAction(window.stillmic.live.hear);
  const [isHeld, setHeld] = useState(false);
  const labelId = useId();
  const isReady = isActive && monitor !== null;
  const hold = (before: boolean) => {
    if (before && !isReady) return;
    setHeld(before);
    void hear.run(before ? 'before' : 'after');
  };
  useHoldToCompare(hold);
  const hint = monitor === null ? 'compare.chooseFirst' : isActive ? 'compare.headphones' : 'compare.needsOn';
  return (
    <section className="compare" aria-label={t('compare.label')}>
      <div className="compare-controls">
        <span id={labelId} className="compare-label">
          {t('compare.listenOn')}
        </span>
        <HeadphonesChoice labelId={labelId} />
        <HoldButton isHeld={isHeld} disabled={!isReady} onHold={hold} />
      </div>
      <p className="row quiet small">
        <Headphones className="icon" aria-hidden />
        {t(hint)}
      </p>
      <Problem words={hear.problem} onDismiss={hear.dismiss} />
    </section>
  );
};
