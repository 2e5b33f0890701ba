import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import './virtual-cable-help.css';
import { useMain } from '../bridge/main-state.js';
import { useAction } from '../bridge/use-action.js';
import { Button } from '../controls/Button.js';
import { Problem } from '../controls/Problem.js';
import { ChoicePicture, SetupPicture } from './CablePicture.js';

/** How to get the virtual cable that Windows and macOS need; nothing on Linux, which has its own. */
export const VirtualCableHelp = () => {
  const { t } = useTranslation();
  const { info, status } = useMain();
  const { platform } = info;
  const device = status.virtualMicrophoneLabel;
  const open = useAction(window.stillmic.app.openLink);
  if (platform === 'linux') return null;
  const [words, link] =
    platform === 'win32' ? (['vb', 'vb-cable'] as const) : (['blackhole', 'blackhole'] as const);
  return (
    <section className="stack">
      <h2 className="cable-title">{t(`cable.${words}Title`)}</h2>
      <p>{t(`cable.${words}Text`)}</p>
      <ol className="cable-steps">
        <li>
          {t(`cable.${words}Step1`)}
          {platform === 'win32' && <SetupPicture label={t('cable.setupPicture')} />}
        </li>
        <li>{t(`cable.${words}Step2`)}</li>
        <li>
          {t(`cable.${words}Step3`, { device })}
          <ChoicePicture
            label={t('cable.choicePicture', { device })}
            device={device}
            others={[t('cable.otherMicrophone')]}
          />
        </li>
      </ol>
      <div>
        <Button onClick={() => void open.run(link)}>
          <ExternalLink className="icon" aria-hidden />
          {t(`cable.${words}Link`)}
        </Button>
      </div>
      <Problem words={open.problem} onDismiss={open.dismiss} />
    </section>
  );
};
