import { useTranslation } from 'react-i18next';
import type { ModelListing } from '../../shared/model-listing.js';
import { useMain } from '../bridge/main-state.js';
import { useFormats } from '../format/use-formats.js';
import { METRICS } from './model-points.js';
import { useModelWords } from './use-model-options.js';

interface Props {
  readonly testSet: string;
}

/** Cost of one model here, and its published quality. */
const Figures = ({ model, testSet }: Props & { readonly model: ModelListing }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { words, cost } = useModelWords();
  const published = METRICS.flatMap((metric) => {
    const found = model.quality.find((one) => one.metric === metric && one.testSet === testSet);
    return found ? `${metric} ${formats.quality(metric, found.value)}` : [];
  });
  return (
    <li className="picture-figures">
      <p>{words(model)}</p>
      <p className="quiet">
        {[cost(model), ...(published.length > 0 ? published : [t('models.picture.unpublished')])].join(' · ')}
      </p>
    </li>
  );
};

/** The picture in words: its figures, and those of models for which nothing was published. */
export const ModelTable = ({ testSet }: Props) => {
  const { t } = useTranslation();
  const models = useMain().models.filter(({ isForExperts }) => !isForExperts);
  const published = models.flatMap(({ quality }) => quality.filter((one) => one.testSet === testSet));
  const sources = [...new Set(published.map(({ source }) => source.replace('https://', '')))].join(', ');
  return (
    <details className="small">
      <summary>{t('models.picture.table')}</summary>
      <ul>
        {models.map((model) => (
          <Figures key={model.id} model={model} testSet={testSet} />
        ))}
      </ul>
      <p className="quiet">{t('models.picture.source', { testSet, sources })}</p>
    </details>
  );
};
