import { Tabs } from '@base-ui/react/tabs';
import { AudioLines, FileAudio, Mic, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './pages.css';

/** Pages, in the order of their tabs. */
export const PAGES = ['home', 'files', 'models', 'settings'] as const;
/** One of them. */
export type Page = (typeof PAGES)[number];

const ICONS = { home: Mic, files: FileAudio, models: AudioLines, settings: SlidersHorizontal };

interface Props {
  readonly page: Page;
  readonly onPage: (page: Page) => void;
  readonly notices: ReactNode;
  readonly children: Readonly<Record<Page, ReactNode>>;
}

/** The pages and the tabs between them. Only the open page is rendered. */
export const Pages = ({ page, onPage, notices, children }: Props) => {
  const { t } = useTranslation();
  return (
    <Tabs.Root className="pages" value={page} onValueChange={(value: Page) => onPage(value)}>
      <header>
        <Tabs.List className="tabs" aria-label={t('app.pages')} activateOnFocus>
          {PAGES.map((each) => {
            const Icon = ICONS[each];
            return (
              <Tabs.Tab key={each} value={each} className="tab">
                <Icon className="icon" aria-hidden />
                <span className="tab-name">{t(`pages.${each}`)}</span>
              </Tabs.Tab>
            );
          })}
        </Tabs.List>
      </header>
      <main className="pages-main">
        {notices}
        {PAGES.map((each) => (
          <Tabs.Panel key={each} value={each} className="page-panel">
            {children[each]}
          </Tabs.Panel>
        ))}
      </main>
    </Tabs.Root>
  );
};
