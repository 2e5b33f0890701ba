import { useTranslation } from 'react-i18next';
import type { Power } from '../bridge/use-power.js';
import { Button } from '../controls/Button.js';
import { Dialog } from '../controls/Dialog.js';
import { Problem } from '../controls/Problem.js';
import { VoiceSample } from './VoiceSample.js';

const TEST_SECONDS = 10;

interface Props {
  readonly power: Power;
  readonly onClose: () => void;
}

/** Ten seconds of the microphone, before and after, with numbers. */
export const MicrophoneTest = ({ power, onClose }: Props) => {
  const { t } = useTranslation();
  return (
    <Dialog title={t('test.title')} onClose={onClose}>
      <p className="quiet">{t('test.intro')}</p>
      {power.isLive ? (
        <VoiceSample seconds={TEST_SECONDS} recordLabel={t('test.record')} withFigures />
      ) : (
        <div className="stack">
          <p>{t('test.needsOn')}</p>
          <div>
            <Button kind="main" disabled={power.isOn} onClick={power.switchOn}>
              {t('test.switchOn')}
            </Button>
          </div>
          <Problem words={power.problem} />
        </div>
      )}
    </Dialog>
  );
};
