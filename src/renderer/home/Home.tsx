import { CircleCheck, Info } from 'lucide-react';
import { Trans, useTranslation } from 'react-i18next';
import { CompareBar } from './CompareBar.js';
import { Figures } from './Figures.js';
import { LevelMeters } from '../meters/LevelMeters.js';
import { PowerSwitch } from './PowerSwitch.js';
import { Problem } from '../controls/Problem.js';
import { SoundFields } from './SoundFields.js';
import { Spectrogram } from '../spectrogram/Spectrogram.js';
import { VirtualCableHelp } from '../microphone/VirtualCableHelp.js';
import { useMain } from '../bridge/main-state.js';
import { useListeners } from '../bridge/use-listeners.js';
import { useModelWords } from '../model-list/use-model-options.js';
import { useSentence } from '../bridge/use-sentence.js';
import type { Power } from '../bridge/use-power.js';
import './home.css';

/** Where to choose the virtual microphone, or who listens to it. */
const ListenLine = () => {
  const { virtualMicrophoneLabel: name } = useMain().status;
  const { apps, count } = useListeners();
  const heard = count > 0;
  const components = { name: <strong /> };
  return (
    <p className="listen row" data-heard={heard}>
      {heard ? <CircleCheck className="icon" aria-hidden /> : <Info className="icon quiet" aria-hidden />}
      <span>
        {heard ? (
          <Trans i18nKey="home.listening" count={count} values={{ apps, name }} components={components} />
        ) : (
          <Trans i18nKey="home.choose" values={{ name }} components={components} />
        )}
      </span>
    </p>
  );
};

/** Why it recovers, fell back or runs another model than the chosen one. */
const StateNote = () => {
  const { t } = useTranslation();
  const { status, settings, models } = useMain();
  const { words } = useModelWords();
  const sentence = useSentence();
  const nameOf = (id: string) => words(models.find((model) => model.id === id) ?? { id, name: id });
  const { activeModelId, reason, state } = status;
  if (state === 'failed') return null;
  if (reason !== null) return <p className="note">{sentence(reason)}</p>;
  if (activeModelId === null || activeModelId === settings.live.modelId) return null;
  return (
    <p className="note">
      {t('home.lighterModel', { chosen: nameOf(settings.live.modelId), active: nameOf(activeModelId) })}
    </p>
  );
};

export const Home = ({ power }: { readonly power: Power }) => {
  const { t } = useTranslation();
  const { status, info } = useMain();
  return (
    <div className="home">
      <h1 className="visually-hidden">{t('pages.home')}</h1>
      <div className="stack">
        <PowerSwitch power={power} />
        <Problem words={power.problem}>
          <div>
            <button type="button" className="button" onClick={power.switchOn}>
              {t('app.tryAgain')}
            </button>
          </div>
          {status.state === 'failed' && info.platform !== 'linux' && <VirtualCableHelp />}
        </Problem>
        <StateNote />
        <ListenLine />
      </div>
      <SoundFields power={power} />
      <LevelMeters active={power.isLive} />
      <Spectrogram active={power.isLive} />
      <Figures active={power.isLive} />
      <CompareBar active={power.isLive} />
    </div>
  );
};
