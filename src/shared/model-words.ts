import type { Key } from '../words/catalogue.js';
import { words, type Words } from '../words/words.js';

/** Key of the plain words that say what a model is good for. */
export type GoodForKey = Extract<Key, `models.words.${string}`>;

/** Models beside the FastEnhancer releases. */
const OTHERS: Readonly<Record<string, GoodForKey>> = {
  gtcrn: 'models.words.gtcrn.imported',
  'gtcrn-dns3': 'models.words.gtcrn.original',
  'gtcrn-dns3-simple': 'models.words.gtcrn.simplified',
  'dpdfnet-baseline': 'models.words.dpdfnet.lightest',
  dpdfnet2: 'models.words.dpdfnet.light',
  dpdfnet4: 'models.words.dpdfnet.strong',
  dpdfnet8: 'models.words.dpdfnet.strongest',
  'dpdfnet2-8khz': 'models.words.dpdfnet.telephone',
  'dpdfnet8-8khz': 'models.words.dpdfnet.telephoneStrongest',
  'dpdfnet2-48khz-hr': 'models.words.dpdfnet.fullBand',
  'dpdfnet8-48khz-hr': 'models.words.dpdfnet.fullBandStrongest',
};

/** The plain words for a model of the catalogue by its id; null for others. */
export function goodForKey(id: string): GoodForKey | null {
  const [, tier, release] = /^fastenhancer-([tbsml])-(vd|dns|48khz)(?:-spec)?$/.exec(id) ?? [];
  return tier && release ? (`models.words.${release}.${tier}` as GoodForKey) : (OTHERS[id] ?? null);
}

/** A model of the catalogue in plain words, which no other one has; null for others. */
export function plainWordsOf(id: string): Words | null {
  const key = goodForKey(id);
  if (!key) return null;
  return id.endsWith('-spec') ? words('models.spectral', { model: words(key) }) : words(key);
}
