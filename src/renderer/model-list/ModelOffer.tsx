import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ModelOffer as Offer } from '../../shared/model-offer.js';
import { useMain } from '../bridge/main-state.js';
import { useAction } from '../bridge/use-action.js';
import { useSentence } from '../bridge/use-sentence.js';
import { Button, IconButton } from '../controls/Button.js';
import { Note } from '../controls/Note.js';
import { Problem } from '../controls/Problem.js';
import { useModelSize, useModelWords } from './use-model-options.js';
import './model-offer.css';

interface Props {
  readonly offer: Offer;
}

/** A model that is recommended, why, and the click that does it; afterwards the click that takes it back. */
export const ModelOffer = ({ offer }: Props) => {
  const { t } = useTranslation();
  const sentence = useSentence();
  const { models } = useMain();
  const { words } = useModelWords();
  const sizeOf = useModelSize();
  const { recommendation } = window.stillmic;
  const accept = useAction(recommendation.accept);
  const dismiss = useAction(recommendation.dismiss);
  const undo = useAction(recommendation.undo);
  const listing = models.find(({ id }) => id === offer.modelId);
  const model = words(listing ?? { id: offer.modelId, name: offer.modelId });
  const size = listing && sizeOf(listing);
  const text = {
    offered: sentence(offer.reason),
    downloading: t('recommendation.downloading', { model }),
    done: t('recommendation.done', { model }),
  }[offer.state];
  const acceptWords = offer.isInstalled
    ? t('recommendation.switch')
    : size
      ? t('recommendation.downloadSize', { size })
      : t('recommendation.download');
  return (
    <>
      <Note isStatus>
        <div className="grow">
          <p>{text}</p>
          {offer.state === 'offered' && (
            <div className="row row-wrap model-offer-actions">
              <Button onClick={() => void accept.run()}>{acceptWords}</Button>
              <Button onClick={() => void dismiss.run()}>{t('recommendation.no')}</Button>
            </div>
          )}
        </div>
        {offer.state === 'done' && (
          <>
            <Button onClick={() => void undo.run()}>{t('recommendation.undo')}</Button>
            <IconButton icon={X} label={t('app.dismiss')} onClick={() => void dismiss.run()} />
          </>
        )}
      </Note>
      <Problem words={offer.problem ?? accept.problem ?? undo.problem} />
    </>
  );
};
