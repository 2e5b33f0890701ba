import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/Button.js';
import './messages.css';

/** Something that the user should know. */
export interface Message {
  readonly key: string;
  readonly element: ReactNode;
}

interface Props {
  /** The most important one first. */
  readonly messages: readonly Message[];
}

/**
 * One message at a time, so that the page below keeps its place however many there are: the most important one, and a
 * button that shows the next. A new one that is more important comes to the front.
 */
export const Messages = ({ messages }: Props) => {
  const { t } = useTranslation();
  const front = messages[0]?.key ?? null;
  const [chosen, setChosen] = useState(front);
  const [lastFront, setLastFront] = useState(front);
  if (front !== lastFront) {
    setLastFront(front);
    setChosen(front);
  }
  const index = Math.max(
    0,
    messages.findIndex(({ key }) => key === chosen),
  );
  const shown = messages[index];
  if (!shown) return null;
  const count = messages.length;
  const next = t('messages.next', { index: index + 1, count });
  return (
    <section className="messages" aria-label={t('messages.label')}>
      <div key={shown.key} className="grow">
        {shown.element}
      </div>
      {count > 1 && (
        <>
          <span className="quiet small tabular" aria-hidden>
            {index + 1}/{count}
          </span>
          <IconButton
            icon={ChevronRight}
            label={next}
            title={next}
            onClick={() => setChosen(messages[(index + 1) % count]?.key ?? null)}
          />
        </>
      )}
    </section>
  );
};
