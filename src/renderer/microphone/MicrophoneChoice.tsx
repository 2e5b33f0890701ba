import { useTranslation } from 'react-i18next';
import { useMain } from '../bridge/main-state.js';
import { useChangeSettings } from '../bridge/use-action.js';
import { deviceOptions } from './device-options.js';
import { Choice } from '../controls/Choice.js';
import { useOwnSettings } from './use-own-settings.js';
import { Problem } from '../controls/Problem.js';

/** The microphones of this computer, the system's default first. */
export const MicrophoneChoice = ({ labelledBy }: { readonly labelledBy?: string }) => {
  const { t } = useTranslation();
  const { devices, settings } = useMain();
  const ownSettings = useOwnSettings();
  const change = useChangeSettings();
  const options = deviceOptions(
    devices.microphones,
    settings.live.microphone,
    {
      systemDefault: t('home.systemMicrophone'),
      systemDefaultNamed: (label) => t('home.systemMicrophoneNamed', { label }),
      missing: t('home.missingMicrophone'),
    },
    ownSettings,
  );
  return (
    <div className="grow">
      <Choice
        label={t('home.microphone')}
        {...(labelledBy && { labelledBy })}
        hasForeignNames
        value={settings.live.microphone}
        options={options}
        onChange={(microphone) => void change.run({ live: { microphone } })}
      />
      {devices.microphones.length === 0 && <p className="quiet small">{t('home.noMicrophone')}</p>}
      <Problem words={change.problem} onDismiss={change.dismiss} />
    </div>
  );
};
