import { useTranslation } from 'react-i18next';
import type { ModelListing } from '../../shared/model-listing.js';
import { plainWordsOf } from '../../shared/model-words.js';
import { useFormats } from '../format/use-formats.js';
import { useMain } from '../bridge/main-state.js';
import { useSentence } from '../bridge/use-sentence.js';

/** Name of a model for people, and a line about it. */
export interface ModelWords {
  /** Its purpose in plain words; its name when the purpose is not known. */
  readonly words: (model: Pick<ModelListing, 'id' | 'name'>) => string;
  /** Processor and delay: `CPU 1 % of a core · Delay 32 ms`. */
  readonly cost: (model: ModelListing) => string;
}

/** Models in plain words, with what they cost here. */
export const useModelWords = (): ModelWords => {
  const { t } = useTranslation();
  const sentence = useSentence();
  const formats = useFormats();
  return {
    words: ({ id, name }) => {
      const plain = plainWordsOf(id);
      return plain ? sentence(plain) : name;
    },
    cost: ({ benchmark, estimatedRtf, latencyMs }) =>
      [
        benchmark
          ? t('models.cpu', { percent: formats.percent(100 * benchmark.rtfMean) })
          : estimatedRtf === null
            ? t('models.cpuUnknown')
            : t('models.cpuAbout', { percent: formats.percent(100 * estimatedRtf) }),
        latencyMs !== null && t('models.delay', { milliseconds: formats.milliseconds(latencyMs) }),
      ]
        .filter(Boolean)
        .join(' · '),
  };
};

/** Size of a model's file; about, where only its number of weights is known. */
export const useModelSize = (): ((
  model: Pick<ModelListing, 'sizeBytes' | 'estimatedBytes'>,
) => string | null) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return ({ sizeBytes, estimatedBytes }) => {
    if (sizeBytes !== null) return formats.bytes(sizeBytes);
    return estimatedBytes === null ? null : t('models.about', { size: formats.bytes(estimatedBytes) });
  };
};

/** A model that can be chosen. */
export interface ModelOption {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
  /** The shortest words for what it costs: CPU and delay; null before it was measured. */
  readonly summary: string | null;
}

/** The models that can run now, and the chosen one even if it can't. */
export const useModelOptions = (): ModelOption[] => {
  const formats = useFormats();
  const { words, cost } = useModelWords();
  const { models, settings } = useMain();
  const chosen = settings.live.modelId;
  const options = models
    .filter((model) => model.state === 'installed' || model.id === chosen)
    .map((model) => ({
      value: model.id,
      label: words(model),
      detail: words(model) === model.name ? cost(model) : `${model.name} · ${cost(model)}`,
      summary: [
        model.benchmark && formats.percent(100 * model.benchmark.rtfMean),
        model.latencyMs !== null && formats.milliseconds(model.latencyMs),
      ]
        .filter(Boolean)
        .join(' · '),
    }));
  if (options.some(({ value }) => value === chosen)) return options;
  return [...options, { value: chosen, label: chosen, detail: chosen, summary: null }];
};
