import { CATALOGUE } from '../../models/catalogue.js';
import type { Candidate, ModelRecommendation, Noise } from '../../models/recommendation.js';
import { plainWords, words, type Words } from '../../words/words.js';

const nameOf = ({ id }: Candidate): Words => {
  const entry = CATALOGUE.find((candidate) => candidate.id === id);
  return entry ? words(entry.goodFor) : plainWords(id);
};

/** Share of a core in whole percent, never none. */
const percentOf = ({ cost }: Candidate): number => Math.max(1, Math.round(100 * cost));

/** One sentence that says why a model is recommended. */
export function reasonWords(
  { model, instead, reason }: Pick<ModelRecommendation, 'model' | 'instead' | 'reason'>,
  noise: Noise | null,
): Words {
  const values = { model: nameOf(model), percent: percentOf(model) };
  switch (reason) {
    case 'loud':
      return noise === 'loud'
        ? words('recommendation.loud', values)
        : words('recommendation.moderate', values);
    case 'full-band':
      return words('recommendation.fullBand', values);
    case 'battery':
      return words('recommendation.battery', { ...values, before: percentOf(instead) });
    case 'too-heavy':
      return words('recommendation.tooHeavy', {
        ...values,
        instead: nameOf(instead),
        before: percentOf(instead),
      });
  }
}
