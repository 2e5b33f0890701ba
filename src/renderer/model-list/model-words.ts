import type { en } from '../../words/en.js';

type Words = (typeof en)['models']['words'];
type Tier = keyof Words['vd'];

/** Key of the plain words for a model of the catalogue. */
export type ModelWordsKey = `models.words.${keyof Words}.${Tier}`;

/** Key of the plain words that say what a model is good for, from its id in the catalogue; null for others. */
export const modelWordsKey = (id: string): ModelWordsKey | null => {
  const [, tier, release] = /^fastenhancer-([tbsml])-(vd|dns|48khz)(?:-spec)?$/.exec(id) ?? [];
  return tier && release ? (`models.words.${release}.${tier}` as ModelWordsKey) : null;
};
