import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../shared/notice.js';
import { useMain } from '../bridge/main-state.js';
import { useAction } from '../bridge/use-action.js';
import { useSentence } from '../bridge/use-sentence.js';
import { IconButton } from '../controls/Button.js';
import { Note } from '../controls/Note.js';
import { Problem } from '../controls/Problem.js';
import './notices.css';

interface Props {
  readonly notice: Notice;
  readonly onDismiss: () => void;
}

/** A message of main that belongs to no page. */
export const NoticeLine = ({ notice: { words, severity }, onDismiss }: Props) => {
  const { t } = useTranslation();
  const sentence = useSentence();
  if (severity === 'problem') return <Problem words={words} onDismiss={onDismiss} />;
  return (
    <Note isStatus>
      <p className="grow">{sentence(words)}</p>
      <IconButton icon={X} label={t('app.dismiss')} onClick={onDismiss} />
    </Note>
  );
};

/** All such messages below each other. */
export const Notices = () => {
  const { notices } = useMain();
  const dismiss = useAction(window.stillmic.app.dismissNotice);
  if (notices.length === 0) return null;
  return (
    <div className="notices">
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} onDismiss={() => void dismiss.run(notice.id)} />
      ))}
    </div>
  );
};
