import type { ModelBenchmark } from '../shared/model-listing.js';
import { CATALOGUE, DEFAULT_MODEL_ID, type CatalogueEntry } from './catalogue.js';
import type { Candidate, ModelSet } from './recommendation.js';

/** Benchmarks of this computer by the ids of the models. */
export type Benchmarks = (id: string) => ModelBenchmark | null;

/** Live, caches are cold and the processor runs slower than in a benchmark: usual ratio before it was measured. */
export const USUAL_LIVE_FACTOR = 2;
/** A ratio beyond these says more about what else ran than about the model. */
const LIVE_FACTORS = { min: 1, max: 4 } as const;

const reference = CATALOGUE.find(({ id }) => id === DEFAULT_MODEL_ID)?.publishedRtf as number;

/** How much more a model takes live than in its benchmark; null before both are known. */
export function liveFactor(liveRtf: number | null, benchmark: ModelBenchmark | null): number | null {
  if (liveRtf === null || !benchmark) return null;
  return Math.min(LIVE_FACTORS.max, Math.max(LIVE_FACTORS.min, liveRtf / benchmark.rtfMean));
}

/**
 * Real-time factor of a model on this computer: measured here, or estimated from that of the embedded model by the
 * ratio that was published for another computer. Null before that one was measured, and without a published ratio.
 */
export function rtfHere({ id, publishedRtf }: CatalogueEntry, benchmarks: Benchmarks): number | null {
  const own = benchmarks(id);
  if (own) return own.rtfMean;
  const measured = benchmarks(DEFAULT_MODEL_ID);
  return measured && publishedRtf !== null ? (measured.rtfMean * publishedRtf) / reference : null;
}

/** The models that can be recommended on this computer; none before the embedded one was measured. */
export function candidatesHere(
  benchmarks: Benchmarks,
  factor: number,
  isInstalled: (id: string) => boolean,
): Candidate[] {
  return CATALOGUE.flatMap((entry) => {
    const [, tier, set] = /^fastenhancer-([tbsml])-(vd|dns|48khz)$/.exec(entry.id) ?? [];
    const rtf = rtfHere(entry, benchmarks);
    if (!tier || !set || rtf === null) return [];
    return {
      id: entry.id,
      set: set as ModelSet,
      tier: tier as Candidate['tier'],
      isInstalled: isInstalled(entry.id),
      cost: rtf * factor,
    };
  });
}
