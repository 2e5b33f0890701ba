import { useTranslation } from 'react-i18next';
import { useAction } from '../bridge/use-action.js';
import type { ModelListing } from '../../shared/model-listing.js';
import { Button } from '../controls/Button.js';
import { Problem } from '../controls/Problem.js';
import { ProgressBar } from '../controls/ProgressBar.js';
import { useFormats } from '../format/use-formats.js';
import { useModelSize, useModelWords } from './use-model-options.js';

interface ModelProps {
  readonly model: ModelListing;
}

/** How far a download is. */
export const DownloadState = ({ model: { download, name, state } }: ModelProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  if (!download) return null;
  const { receivedBytes, totalBytes } = download;
  const received = formats.bytes(receivedBytes);
  return (
    <div>
      <ProgressBar
        label={t('models.progress', { name })}
        share={totalBytes ? Math.min(1, receivedBytes / totalBytes) : null}
      />
      <p className="quiet small figure">
        {state === 'paused' && `${t('models.paused')} · `}
        {totalBytes
          ? t('models.downloading', { received, total: formats.bytes(totalBytes) })
          : t('models.downloadingUnknown', { received })}
      </p>
    </div>
  );
};

/** The click that asks the publisher for a size that is not known; nothing is fetched without it. */
const AskSize = ({ model: { id, name } }: ModelProps) => {
  const { t } = useTranslation();
  const ask = useAction(window.stillmic.models.askSize);
  return (
    <div>
      <Button
        disabled={ask.isBusy}
        aria-label={t('models.askSizeNamed', { name })}
        onClick={() => void ask.run(id)}
      >
        {t('models.askSize')}
      </Button>
      <Problem words={ask.problem} onDismiss={ask.dismiss} />
    </div>
  );
};

interface FactsProps extends ModelProps {
  readonly isMeasuring: boolean;
}

/** Cost of a model here, and its properties. */
export const ModelFacts = ({ model, isMeasuring }: FactsProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { cost } = useModelWords();
  const sizeOf = useModelSize();
  const { leanForm } = model;
  const facts = [
    model.sampleRate !== null && t('models.rate', { kilohertz: formats.kilohertz(model.sampleRate) }),
    sizeOf(model),
    leanForm?.used &&
      t('models.lean', {
        before: formats.microseconds(leanForm.originalUs),
        after: formats.microseconds(leanForm.leanUs),
      }),
    model.licence,
    model.trainedOn !== null && t('models.trainedOn', { data: model.trainedOn }),
  ];
  return (
    <>
      {(model.state === 'installed' || model.estimatedRtf !== null) && (
        <p className="small figure model-cost">{isMeasuring ? t('models.measuring') : cost(model)}</p>
      )}
      <p className="quiet small">{facts.filter(Boolean).join(' · ')}</p>
      {model.state === 'available' && sizeOf(model) === null && model.problem === null && (
        <AskSize model={model} />
      )}
    </>
  );
};
