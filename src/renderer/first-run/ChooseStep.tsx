import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppHelp } from '../app-help/AppHelp.js';
import { useMain } from '../bridge/main-state.js';
import { useListeners, type Listeners } from '../bridge/use-listeners.js';
import { ListenLine } from '../microphone/ListenLine.js';
import { VirtualCableHelp } from '../microphone/VirtualCableHelp.js';

/** The apps that listen, or that listened last while this was shown: a test call ends, and the tick stays. */
const useLatestListeners = (): Listeners => {
  const now = useListeners();
  const [latest, setLatest] = useState(now);
  if (now.count > 0 && (now.count !== latest.count || now.apps !== latest.apps)) setLatest(now);
  return now.count > 0 ? now : latest;
};

/** Which microphone an app has to record, where that is chosen in six of them, and a tick once one does. */
export const ChooseStep = () => {
  const { t } = useTranslation();
  const { status } = useMain();
  const { apps, count } = useLatestListeners();
  return (
    <>
      <p className="first-run-name">{status.virtualMicrophoneLabel}</p>
      <ListenLine isListening={count > 0} isStatus>
        {count > 0 ? t('firstRun.chooseListening', { apps, count }) : t('firstRun.chooseWaiting')}
      </ListenLine>
      <section>
        <h2 className="heading">{t('appHelp.title')}</h2>
        <AppHelp />
      </section>
      <p className="quiet small">{t('appHelp.suppression')}</p>
      <VirtualCableHelp />
    </>
  );
};
