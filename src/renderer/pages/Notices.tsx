import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMain } from '../bridge/main-state.js';
import { useAction } from '../bridge/use-action.js';
import { useSentence } from '../bridge/use-sentence.js';
import { Problem } from '../controls/Problem.js';

/** What main has to say that belongs to no page. */
export const Notices = () => {
  const { t } = useTranslation();
  const { notices } = useMain();
  const sentence = useSentence();
  const dismiss = useAction(window.stillmic.app.dismissNotice);
  if (notices.length === 0) return null;
  return (
    <div className="notices">
      {notices.map(({ id, words, severity }) =>
        severity === 'problem' ? (
          <Problem key={id} words={words} onDismiss={() => void dismiss.run(id)} />
        ) : (
          <div key={id} className="note" role="status">
            <p className="grow">{sentence(words)}</p>
            <button
              type="button"
              className="button button-plain button-icon"
              aria-label={t('app.dismiss')}
              onClick={() => void dismiss.run(id)}
            >
              <X className="icon" aria-hidden />
            </button>
          </div>
        ),
      )}
    </div>
  );
};
