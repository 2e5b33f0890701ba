import { Accordion } from '@base-ui/react/accordion';
import { ChevronDown, CircleCheck } from 'lucide-react';
import { Trans, useTranslation } from 'react-i18next';
import { useMain } from '../bridge/main-state.js';
import { APP_NAMES, CALLING_APPS, isListening, type CallingApp } from './calling-apps.js';
import './app-help.css';

/** Where an app's microphone is chosen, and where its own noise suppression is switched off. */
const Steps = ({ app }: { readonly app: CallingApp }) => {
  const { t } = useTranslation();
  const { virtualMicrophoneLabel: name } = useMain().status;
  return (
    <ol className="app-steps">
      <li>{t(`appHelp.${app}.where`)}</li>
      <li>
        <Trans i18nKey="appHelp.choose" values={{ name }} components={{ name: <strong /> }} />
      </li>
      <li>{t(`appHelp.${app}.suppression`)}</li>
    </ol>
  );
};

/** How to choose the virtual microphone in apps that people call with: words only, one app open at a time. */
export const AppHelp = () => {
  const { t } = useTranslation();
  const { listeners } = useMain().status;
  return (
    <Accordion.Root className="app-help">
      {CALLING_APPS.map((app) => (
        <Accordion.Item key={app} value={app}>
          <Accordion.Header className="app-help-header">
            <Accordion.Trigger className="app-help-trigger">
              <span className="grow">{APP_NAMES[app]}</span>
              {isListening(app, listeners) && (
                <CircleCheck className="icon app-help-tick" role="img" aria-label={t('appHelp.listens')} />
              )}
              <ChevronDown className="icon quiet" aria-hidden />
            </Accordion.Trigger>
          </Accordion.Header>
          <Accordion.Panel className="app-help-panel">
            <Steps app={app} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion.Root>
  );
};
