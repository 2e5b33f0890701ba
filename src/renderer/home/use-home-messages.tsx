import { useTranslation } from 'react-i18next';
import { useMain } from '../bridge/main-state.js';
import { useAction } from '../bridge/use-action.js';
import type { Power } from '../bridge/use-power.js';
import { useSentence } from '../bridge/use-sentence.js';
import { Button } from '../controls/Button.js';
import { Note } from '../controls/Note.js';
import { Problem } from '../controls/Problem.js';
import type { Message } from '../messages/Messages.js';
import { LiveProblem } from '../meters/LiveProblems.js';
import { VirtualCableHelp } from '../microphone/VirtualCableHelp.js';
import { useModelWords } from '../model-list/use-model-options.js';
import { ModelOffer } from '../model-list/ModelOffer.js';
import { NoticeLine } from '../pages/Notices.js';

/** The failure of the switch itself, with the way out. */
const usePowerMessages = (power: Power): Message[] => {
  const { t } = useTranslation();
  const { status, info } = useMain();
  if (power.problem === null) return [];
  const element = (
    <Problem words={power.problem} remedy={<Button onClick={power.switchOn}>{t('app.tryAgain')}</Button>}>
      {status.state === 'failed' && info.platform !== 'linux' && <VirtualCableHelp />}
    </Problem>
  );
  return [{ key: 'power', element }];
};

/** Messages about what keeps others from hearing the user, with the click that mends it. */
const useProblemMessages = (): Message[] => {
  const { problems } = useMain().status;
  const mend = useAction(window.stillmic.live.fix);
  const all = problems.map((problem) => ({
    key: problem.words.key,
    element: <LiveProblem problem={problem} mend={mend} />,
  }));
  if (mend.problem === null) return all;
  return [{ key: 'mending', element: <Problem words={mend.problem} onDismiss={mend.dismiss} /> }, ...all];
};

/** Why it recovers, fell back or runs another model than the chosen one. */
const useStateMessages = (): Message[] => {
  const { t } = useTranslation();
  const { status, settings, models } = useMain();
  const { words } = useModelWords();
  const sentence = useSentence();
  const nameOf = (id: string) => words(models.find((model) => model.id === id) ?? { id, name: id });
  const { activeModelId, reason, state, speakingWhileMuted } = status;
  const messages: Message[] = [];
  const add = (key: string, text: string) => messages.push({ key, element: <Note isStatus>{text}</Note> });
  if (state === 'failed') return messages;
  if (speakingWhileMuted) add('muted', t('state.speakingWhileMuted'));
  if (reason !== null) add(reason.key, sentence(reason));
  else if (activeModelId !== null && activeModelId !== settings.live.modelId)
    add(
      'lighter',
      t('home.lighterModel', { chosen: nameOf(settings.live.modelId), active: nameOf(activeModelId) }),
    );
  return messages;
};

/** Messages that belong to no page. */
const useNoticeMessages = (): Message[] => {
  const { notices } = useMain();
  const dismiss = useAction(window.stillmic.app.dismissNotice);
  return [...notices]
    .sort((a, b) => Number(b.severity === 'problem') - Number(a.severity === 'problem'))
    .map((notice) => ({
      key: `notice ${notice.id}`,
      element: <NoticeLine notice={notice} onDismiss={() => void dismiss.run(notice.id)} />,
    }));
};

/** A model that is recommended. */
const useOfferMessages = (): Message[] => {
  const { offer } = useMain();
  return offer
    ? [{ key: `offer ${offer.modelId} ${offer.state}`, element: <ModelOffer offer={offer} /> }]
    : [];
};

/** Everything that the home page has to say now, the most important first. */
export const useHomeMessages = (power: Power): readonly Message[] => [
  ...usePowerMessages(power),
  ...useProblemMessages(),
  ...useStateMessages(),
  ...useOfferMessages(),
  ...useNoticeMessages(),
];
