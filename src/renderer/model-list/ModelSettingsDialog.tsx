import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { WINDOW_TYPES, type ModelSettings, type WindowType } from '../../shared/model-spec.js';
import { Button } from '../controls/Button.js';
import { Choice } from '../controls/Choice.js';
import { Dialog } from '../controls/Dialog.js';
import './model-settings-dialog.css';

interface Props {
  readonly name: string;
  readonly missing: readonly (keyof ModelSettings)[];
  readonly assumed: ModelSettings;
  readonly onImport: (settings: ModelSettings) => void;
  readonly onClose: () => void;
}

const WINDOW_LABELS = {
  hann: 'models.hann',
  'hann-sqrt': 'models.hannSqrt',
  vorbis: 'models.vorbis',
} as const satisfies Record<WindowType, string>;

const NUMBERS = ['sampleRate', 'nFft', 'hop', 'windowLength'] as const;

interface FieldProps {
  readonly settings: ModelSettings;
  readonly onChange: (settings: ModelSettings) => void;
}

/** A number of samples or hertz; an empty field is no number yet. */
const NumberField = ({
  name,
  settings,
  onChange,
}: FieldProps & { readonly name: (typeof NUMBERS)[number] }) => {
  const { t } = useTranslation();
  const change = (value: number) =>
    onChange({ ...settings, [name]: Number.isNaN(value) ? undefined : value });
  return (
    <label className="stack-tight">
      {t(`models.${name}`)}
      <input
        className="input figure"
        type="number"
        min={1}
        step={1}
        required
        value={settings[name] ?? ''}
        onChange={({ target }) => change(target.valueAsNumber)}
      />
    </label>
  );
};

const WindowField = ({ settings, onChange }: FieldProps) => {
  const { t } = useTranslation();
  const labelId = useId();
  return (
    <div className="stack-tight">
      <span id={labelId}>{t('models.window')}</span>
      <Choice<WindowType>
        label={t('models.window')}
        labelledBy={labelId}
        value={settings.window ?? 'hann'}
        options={WINDOW_TYPES.map((type) => ({ value: type, label: t(WINDOW_LABELS[type]) }))}
        onChange={(window) => onChange({ ...settings, window })}
      />
    </div>
  );
};

/** Asks for what a model's graph doesn't say. */
export const ModelSettingsDialog = ({ name, missing, assumed, onImport, onClose }: Props) => {
  const { t } = useTranslation();
  const [settings, setSettings] = useState<ModelSettings>(assumed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onImport(settings);
  };
  return (
    <Dialog title={t('models.settingsTitle')} onClose={onClose}>
      <p className="quiet">{t('models.settingsIntro', { name })}</p>
      {missing.includes('contract') && <p>{t('models.guessedContract')}</p>}
      <form className="stack" onSubmit={submit}>
        {NUMBERS.filter((key) => missing.includes(key)).map((key) => (
          <NumberField key={key} name={key} settings={settings} onChange={setSettings} />
        ))}
        {missing.includes('window') && <WindowField settings={settings} onChange={setSettings} />}
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button kind="main" type="submit">
            {t('models.importNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
