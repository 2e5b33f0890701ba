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

/** Listens on chosen headphones: after, and before as long as B is held. */
export const CompareBar = ({ active }: { readonly active: boolean }) => {
  const { t } = useTranslation();
  const { devices, settings } = useMain();
  const { monitor } = settings.live;
  const change = useChangeSettings();
  const hear = useAction(window.stillmic.live.hear);
  const [held, setHeld] = useState(false);
  const labelId = useId();
  const ready = active && monitor !== null;
  const hold = (before: boolean) => {
    if (before && !ready) return;
    setHeld(before);
    void hear.run(before ? 'before' : 'after');
  };
  useHoldToCompare(hold);
  const speakers = deviceOptions(devices.speakers, monitor, {
    systemDefault: t('compare.systemSpeakers'),
    systemDefaultNamed: (label) => t('compare.systemSpeakersNamed', { label }),
    missing: t('compare.missingSpeakers'),
  });
  const hint = monitor === null ? 'compare.chooseFirst' : active ? 'compare.headphones' : 'compare.needsOn';
  return (
    <section className="compare" aria-label={t('compare.label')}>
      <div className="compare-controls">
        <span id={labelId} className="compare-label">
          {t('compare.listenOn')}
        </span>
        <div className="grow">
          <Choice
            label={t('compare.listenOn')}
            labelledBy={labelId}
            value={monitor ?? NOWHERE}
            options={[{ value: NOWHERE, label: t('compare.nowhere') }, ...speakers]}
            onChange={(name) => void change.run({ live: { monitor: name === NOWHERE ? null : name } })}
          />
        </div>
        <HoldButton held={held} disabled={!ready} onHold={hold} />
      </div>
      <p className="row quiet small">
        <Headphones className="icon" aria-hidden />
        {t(hint)}
      </p>
      <Problem words={change.problem ?? hear.problem} onDismiss={change.dismiss} />
    </section>
  );
};
