import { Trans, useTranslation } from 'react-i18next';
import { useMain } from '../bridge/main-state.js';
import { useListeners } from '../bridge/use-listeners.js';
import type { Power } from '../bridge/use-power.js';
import { useSentence } from '../bridge/use-sentence.js';
import { Button } from '../controls/Button.js';
import { Note } from '../controls/Note.js';
import { Problem } from '../controls/Problem.js';
import { Figures } from '../figures/Figures.js';
import { LevelMeters } from '../meters/LevelMeters.js';
import { ListenLine } from '../microphone/ListenLine.js';
import { VirtualCableHelp } from '../microphone/VirtualCableHelp.js';
import { useModelWords } from '../model-list/use-model-options.js';
import { Spectrogram } from '../spectrogram/Spectrogram.js';
import { CompareBar } from './CompareBar.js';
import { PowerSwitch } from './PowerSwitch.js';
import { SoundFields } from './SoundFields.js';
import './home.css';

/** Instruction to choose the virtual microphone, or the apps that record it. */
const WhoListens = () => {
  const { virtualMicrophoneLabel: name } = useMain().status;
  const { apps, count } = useListeners();
  const components = { name: <strong /> };
  return (
    <ListenLine isListening={count > 0}>
      {count > 0 ? (
        <Trans i18nKey="home.listening" count={count} values={{ apps, name }} components={components} />
      ) : (
        <Trans i18nKey="home.choose" values={{ name }} components={components} />
      )}
    </ListenLine>
  );
};

/** Why it recovers, fell back or runs another model than the chosen one. */
const StateNote = () => {
  const { t } = useTranslation();
  const { status, settings, models } = useMain();
  const { words } = useModelWords();
  const sentence = useSentence();
  const nameOf = (id: string) => words(models.find((model) => model.id === id) ?? { id, name: id });
  const { activeModelId, reason, state, speakingWhileMuted } = status;
  if (state === 'failed') return null;
  if (speakingWhileMuted) return <Note>{t('state.speakingWhileMuted')}</Note>;
  if (reason !== null) return <Note>{sentence(reason)}</Note>;
  if (activeModelId === null || activeModelId === settings.live.modelId) return null;
  return (
    <Note>
      {t('home.lighterModel', { chosen: nameOf(settings.live.modelId), active: nameOf(activeModelId) })}
    </Note>
  );
};

/** The everyday page: the switch, who listens, what is sent, and how it sounds. */
export const Home = ({ power }: { readonly power: Power }) => {
  const { t } = useTranslation();
  const { status, info } = useMain();
  return (
    <div className="home">
      <h1 className="visually-hidden">{t('pages.home')}</h1>
      <div className="stack">
        <PowerSwitch power={power} />
        <Problem words={power.problem} remedy={<Button onClick={power.switchOn}>{t('app.tryAgain')}</Button>}>
          {status.state === 'failed' && info.platform !== 'linux' && <VirtualCableHelp />}
        </Problem>
        <StateNote />
        <WhoListens />
      </div>
      <SoundFields power={power} />
      <LevelMeters isActive={power.isLive} />
      <Spectrogram isActive={power.isLive} />
      <Figures isActive={power.isLive} />
      <CompareBar isActive={power.isLive} />
    </div>
  );
};
