import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSentence } from '../bridge/use-sentence.js';
import type { Words } from '../../words/words.js';

interface Props {
  /** One sentence; nothing is shown for null. */
  readonly words: Words | null;
  readonly onDismiss?: () => void;
  /** The way out. */
  readonly children?: ReactNode;
}

/** What went wrong, next to where it did. */
export const Problem = ({ words, onDismiss, children }: Props) => {
  const { t } = useTranslation();
  const sentence = useSentence();
  if (words === null) return null;
  return (
    <div className="problem" role="alert">
      <div className="row">
        <p className="grow">{sentence(words)}</p>
        {onDismiss && (
          <button
            type="button"
            className="button button-plain button-icon"
            aria-label={t('app.dismiss')}
            onClick={onDismiss}
          >
            <X className="icon" aria-hidden />
          </button>
        )}
      </div>
      {children}
    </div>
  );
};
