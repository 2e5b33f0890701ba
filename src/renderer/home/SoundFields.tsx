import { Toggle } from '@base-ui/react/toggle';
import { Mic, MicOff } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMain } from '../bridge/main-state.js';
import { useChangeSettings } from '../bridge/use-action.js';
import type { Power } from '../bridge/use-power.js';
import { Button, IconButton } from '../controls/Button.js';
import { Choice } from '../controls/Choice.js';
import { Problem } from '../controls/Problem.js';
import { MicrophoneChoice } from '../microphone/MicrophoneChoice.js';
import { useWhoseSettings } from '../microphone/use-own-settings.js';
import { MicrophoneTest } from '../microphone/MicrophoneTest.js';
import { useModelOptions } from '../model-list/use-model-options.js';
import { Strength } from './Strength.js';
import './sound-fields.css';

interface FieldProps {
  readonly label: string;
  /** Whether a figure is shown between the control and the element to its right. */
  readonly hasFigure?: boolean;
  /** The control, given the id of its label, and the element to its right. */
  readonly children: (labelId: string) => ReactNode;
}

const Field = ({ label, hasFigure = false, children }: FieldProps) => {
  const labelId = useId();
  return (
    <div className={`field${hasFigure ? ' field-with-figure' : ''}`}>
      <span id={labelId} className="field-label">
        {label}
      </span>
      {children(labelId)}
    </div>
  );
};

const MicrophoneField = ({ power }: { readonly power: Power }) => {
  const { t } = useTranslation();
  const [isTesting, setTesting] = useState(false);
  const { live } = useMain().settings;
  const change = useChangeSettings();
  return (
    <>
      <Field label={t('home.microphone')}>
        {(labelId) => (
          <>
            <MicrophoneChoice labelledBy={labelId} />
            <span className="row">
              <Toggle
                render={<IconButton icon={MicOff} label={t('home.mute')} />}
                title={t('home.muteHint')}
                pressed={live.muted}
                onPressedChange={(muted) => void change.run({ live: { muted } })}
              />
              <Button title={t('home.testHint')} onClick={() => setTesting(true)}>
                <Mic className="icon" aria-hidden />
                {t('home.test')}
              </Button>
            </span>
          </>
        )}
      </Field>
      <Problem words={change.problem} onDismiss={change.dismiss} />
      {isTesting && <MicrophoneTest power={power} onClose={() => setTesting(false)} />}
    </>
  );
};

const ModelField = () => {
  const { t } = useTranslation();
  const { live } = useMain().settings;
  const change = useChangeSettings();
  const models = useModelOptions();
  const summary = models.find(({ value }) => value === live.modelId)?.summary;
  return (
    <>
      <Field label={t('home.model')}>
        {(labelId) => (
          <>
            <div className="grow">
              <Choice
                label={t('home.model')}
                labelledBy={labelId}
                value={live.modelId}
                options={models}
                onChange={(modelId) => void change.run({ live: { modelId } })}
              />
            </div>
            {summary && <span className="field-aside quiet small figure">{summary}</span>}
          </>
        )}
      </Field>
      <Problem words={change.problem} onDismiss={change.dismiss} />
    </>
  );
};

const StrengthField = () => {
  const { t } = useTranslation();
  const { live } = useMain().settings;
  const change = useChangeSettings();
  return (
    <>
      <Field label={t('home.strength')} hasFigure>
        {(labelId) => (
          <>
            <Strength labelId={labelId} />
            <Toggle
              render={<Button />}
              title={t('home.bypassHint')}
              pressed={live.bypass}
              onPressedChange={(bypass) => void change.run({ live: { bypass } })}
            >
              {t('home.bypass')}
            </Toggle>
          </>
        )}
      </Field>
      <Problem words={change.problem} onDismiss={change.dismiss} />
    </>
  );
};

/** Which microphone, which model, how strong. */
export const SoundFields = ({ power }: { readonly power: Power }) => (
  <section className="fields">
    <MicrophoneField power={power} />
    <ModelField />
    <StrengthField />
    <p role="status" className="quiet small one-line own-settings">
      {useWhoseSettings()}
    </p>
  </section>
);
