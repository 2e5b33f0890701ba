import { useEffect, useState } from 'react';
import './app.css';
import { useTranslation } from 'react-i18next';
import { stateWords } from '../shared/state-words.js';
import { Notices } from './pages/Notices.js';
import { PAGES, Pages, type Page } from './pages/Pages.js';
import { MainStateProvider, useLanguage, useMain } from './bridge/main-state.js';
import { useFileQueue } from './files/use-file-queue.js';
import { useCommand, useSpace } from './hooks/use-keys.js';
import { usePower } from './bridge/use-power.js';
import { useThemedPage } from './styles/use-theme.js';
import { speak } from './speak.js';
import { Files } from './files/Files.js';
import { FirstRun } from './first-run/FirstRun.js';
import { Home } from './home/Home.js';
import { Models } from './model-list/Models.js';
import { Settings } from './settings/Settings.js';
import type { Language } from '../words/languages.js';
import { sayInWindow } from '../words/say.js';

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
        {sayInWindow(stateWords(status), language)}
      </p>
      {settings.firstRunDone ? (
        <Pages page={page} onPage={setPage} notices={page !== 'home' && <Notices />}>
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

/** One sentence, when there is nothing else to show. */
const WholeWindow = ({ children }: { readonly children: string }) => (
  <main className="whole-window">
    <h1 className="visually-hidden">{document.title}</h1>
    <p role="status">{children}</p>
  </main>
);

/** The window. */
export const App = () => {
  const { t, i18n } = useTranslation();
  if (!window.stillmic) return <WholeWindow>{t('app.disconnected')}</WholeWindow>;
  return (
    <MainStateProvider
      whileLoading={<WholeWindow>{t('app.loading')}</WholeWindow>}
      onFailure={(words) => <WholeWindow>{sayInWindow(words, i18n.language as Language)}</WholeWindow>}
    >
      <Window />
    </MainStateProvider>
  );
};
