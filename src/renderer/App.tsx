import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeState } from '../shared/state-words.js';
import { Notices } from './components/Notices.js';
import { PAGES, Pages, type Page } from './components/Pages.js';
import { MainStateProvider, useLanguage, useMain } from './hooks/main-state.js';
import { useFileQueue } from './hooks/use-file-queue.js';
import { useCommand, useSpace } from './hooks/use-keys.js';
import { usePower } from './hooks/use-power.js';
import { useThemedPage } from './hooks/use-theme.js';
import { speak } from './i18n/i18n.js';
import { Files } from './screens/Files.js';
import { FirstRun } from './screens/FirstRun.js';
import { Home } from './screens/Home.js';
import { Models } from './screens/Models.js';
import { Settings } from './screens/Settings.js';
import './components/controls.css';

/** Everything, once main has said what there is. */
const Window = () => {
  const { settings, status } = useMain();
  const language = useLanguage();
  const power = usePower();
  const queue = useFileQueue();
  const [page, setPage] = useState<Page>(PAGES[0]);
  useThemedPage();
  useEffect(() => void speak(language), [language]);
  useSpace(power.toggle);
  useCommand(',', () => setPage('settings'));
  useCommand('o', () => void queue.choose().then((chosen) => chosen && setPage('files')));
  return (
    <>
      <p role="status" className="visually-hidden">
        {describeState(status, language)}
      </p>
      {settings.firstRunDone ? (
        <Pages page={page} onPage={setPage} notices={<Notices />}>
          {{
            home: <Home power={power} />,
            files: <Files queue={queue} />,
            models: <Models />,
            settings: <Settings />,
          }}
        </Pages>
      ) : (
        <FirstRun power={power} />
      )}
    </>
  );
};

export const App = () => {
  const { t } = useTranslation();
  if (!window.stillmic) return <p className="whole-window">{t('app.disconnected')}</p>;
  return (
    <MainStateProvider
      whileLoading={<p className="whole-window quiet">{t('app.loading')}</p>}
      onFailure={(message) => (
        <p className="whole-window" role="alert">
          {message}
        </p>
      )}
    >
      <Window />
    </MainStateProvider>
  );
};
