import { useRef, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { AppHelpDialog } from '../app-help/AppHelpDialog.js';
import { useMain } from '../bridge/main-state.js';
import { useListeners } from '../bridge/use-listeners.js';
import type { Power } from '../bridge/use-power.js';
import { Button } from '../controls/Button.js';
import { Figures } from '../figures/Figures.js';
import { useRoom } from '../hooks/use-room.js';
import { Messages } from '../messages/Messages.js';
import { LevelMeters } from '../meters/LevelMeters.js';
import { ListenLine } from '../microphone/ListenLine.js';
import { Spectrogram } from '../spectrogram/Spectrogram.js';
import { CompareBar } from './CompareBar.js';
import { PowerSwitch } from './PowerSwitch.js';
import { SoundFields } from './SoundFields.js';
import { useHomeMessages } from './use-home-messages.js';
import './home.css';

/** Instruction to choose the virtual microphone, with help for six apps, or the apps that record it. */
const WhoListens = () => {
  const { t } = useTranslation();
  const { virtualMicrophoneLabel: name } = useMain().status;
  const { apps, count } = useListeners();
  const [hasHelpOpen, setHelpOpen] = useState(false);
  const components = { name: <strong /> };
  return (
    <div className="row">
      <ListenLine isListening={count > 0}>
        {count > 0 ? (
          <Trans i18nKey="home.listening" count={count} values={{ apps, name }} components={components} />
        ) : (
          <Trans i18nKey="home.choose" values={{ name }} components={components} />
        )}
      </ListenLine>
      <span className="grow" />
      {count === 0 && <Button onClick={() => setHelpOpen(true)}>{t('appHelp.open')}</Button>}
      {hasHelpOpen && <AppHelpDialog onClose={() => setHelpOpen(false)} />}
    </div>
  );
};

/** Less than this shows nothing. */
const LEAST_PLOT_HEIGHT = 76;

/** The spectrogram in what height the rest of the page leaves, so that nothing has to be scrolled to. */
const Plot = ({ isActive }: { readonly isActive: boolean }) => {
  const place = useRef<HTMLDivElement>(null);
  const hasRoom = useRoom(place, LEAST_PLOT_HEIGHT);
  return (
    <div ref={place} className="home-plot">
      {hasRoom && <Spectrogram isActive={isActive} />}
    </div>
  );
};

/** The everyday page: the switch, who listens, what is sent, and how it sounds. */
export const Home = ({ power }: { readonly power: Power }) => {
  const { t } = useTranslation();
  const messages = useHomeMessages(power);
  return (
    <div className="home">
      <h1 className="visually-hidden">{t('pages.home')}</h1>
      <div className="stack">
        <PowerSwitch power={power} />
        <Messages messages={messages} />
        <WhoListens />
      </div>
      <SoundFields power={power} />
      <LevelMeters isActive={power.isLive} />
      <Plot isActive={power.isLive} />
      <Figures isActive={power.isLive} />
      <CompareBar isActive={power.isLive} />
    </div>
  );
};
