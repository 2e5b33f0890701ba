import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSentence } from '../hooks/use-sentence.js';

interface Props {
  /** One sentence, as main said it; nothing is shown for null. */
  readonly message: string | null;
  readonly onDismiss?: () => void;
  /** The way out. */
  readonly children?: ReactNode;
}

/** What went wrong, next to where it did. */
export const Problem = ({ message, onDismiss, children }: Props) => {
  const { t } = useTranslation();
  const sentence = useSentence();
  if (message === null) return null;
  return (
    <div className="problem" role="alert">
      <div className="row">
        <p className="grow">{sentence(message)}</p>
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
