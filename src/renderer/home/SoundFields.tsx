import { Toggle } from '@base-ui/react/toggle';
import { Mic } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMain } from '../bridge/main-state.js';
import { useChangeSettings } from '../bridge/use-action.js';
import { useModelOptions } from '../model-list/use-model-options.js';
import type { Power } from '../bridge/use-power.js';
import { Choice } from '../controls/Choice.js';
import { MicrophoneChoice } from '../microphone/MicrophoneChoice.js';
import { MicrophoneTest } from '../microphone/MicrophoneTest.js';
import { Problem } from '../controls/Problem.js';
import { Strength } from './Strength.js';
import './sound-fields.css';

/** Which microphone, which model, how strong. */
export const SoundFields = ({ power }: { readonly power: Power }) => {
  const { t } = useTranslation();
  const { live } = useMain().settings;
  const change = useChangeSettings();
  const models = useModelOptions();
  const [testing, setTesting] = useState(false);
  const ids = { microphone: useId(), model: useId(), strength: useId() };
  const model = models.find(({ value }) => value === live.modelId);
  return (
    <section className="fields">
      <div className="field">
        <span id={ids.microphone} className="field-label">
          {t('home.microphone')}
        </span>
        <MicrophoneChoice labelledBy={ids.microphone} />
        <button type="button" className="button" title={t('home.testHint')} onClick={() => setTesting(true)}>
          <Mic className="icon" aria-hidden />
          {t('home.test')}
        </button>
      </div>
      <div className="field">
        <span id={ids.model} className="field-label">
          {t('home.model')}
        </span>
        <div className="grow">
          <Choice
            label={t('home.model')}
            labelledBy={ids.model}
            value={live.modelId}
            options={models}
            onChange={(modelId) => void change.run({ live: { modelId } })}
          />
        </div>
        {model?.summary && <span className="field-aside quiet small figure">{model.summary}</span>}
      </div>
      <div className="field">
        <span id={ids.strength} className="field-label">
          {t('home.strength')}
        </span>
        <Strength labelId={ids.strength} />
        <Toggle
          className="button"
          title={t('home.bypassHint')}
          pressed={live.bypass}
          onPressedChange={(bypass) => void change.run({ live: { bypass } })}
        >
          {t('home.bypass')}
        </Toggle>
      </div>
      <Problem words={change.problem} onDismiss={change.dismiss} />
      {testing && <MicrophoneTest power={power} onClose={() => setTesting(false)} />}
    </section>
  );
};
