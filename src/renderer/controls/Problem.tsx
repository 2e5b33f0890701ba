import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Words } from '../../words/words.js';
import { useSentence } from '../bridge/use-sentence.js';
import { IconButton } from './Button.js';
import './problem.css';

interface Props {
  /** One sentence; nothing is shown for null. */
  readonly words: Words | null;
  readonly onDismiss?: () => void;
  /** A button beside the sentence that mends it. */
  readonly remedy?: ReactNode;
  /** Longer ways out, below the sentence. */
  readonly children?: ReactNode;
}

/** A problem, shown next to its cause. */
export const Problem = ({ words, onDismiss, remedy, children }: Props) => {
  const { t } = useTranslation();
  const sentence = useSentence();
  if (words === null) return null;
  return (
    <div className="problem" role="alert">
      <div className="row row-wrap">
        <p className="grow problem-words">{sentence(words)}</p>
        {remedy}
        {onDismiss && <IconButton icon={X} label={t('app.dismiss')} onClick={onDismiss} />}
      </div>
      {children}
    </div>
  );
};
