import type { ModelListing, PublishedQuality, QualityMetric } from '../../shared/model-listing.js';

/** Metrics that can be looked at, the one that says most about calls first. */
export const METRICS: readonly QualityMetric[] = ['DNSMOS overall', 'PESQ', 'STOI'];

/** A model in the picture. */
export interface ModelPoint {
  readonly model: ModelListing;
  /** Real-time factor here. */
  readonly rtf: number;
  /** Whether `rtf` was measured for this model, or follows from another's. */
  readonly isMeasured: boolean;
  readonly quality: PublishedQuality;
  /** Short name of the dot: `B`, `GTCRN`. */
  readonly mark: string;
}

/** Test sets on which something was published, in the order of the list. */
export const testSetsOf = (models: readonly ModelListing[]): string[] => [
  ...new Set(models.flatMap(({ quality }) => quality.map(({ testSet }) => testSet))),
];

/** `B` for FastEnhancer-B, the name up to its first comma for others. */
const markOf = (name: string): string =>
  /^FastEnhancer-(\w)\b/.exec(name)?.[1] ?? (name.split(',')[0] as string);

/**
 * The models with a published figure on one test set and a known speed here. A model that was trained on another set
 * of FastEnhancer's is not among them: each is measured on its own.
 */
export const pointsOf = (
  models: readonly ModelListing[],
  testSet: string,
  metric: QualityMetric,
): ModelPoint[] =>
  models.flatMap((model) => {
    const quality = model.quality.find((one) => one.testSet === testSet && one.metric === metric);
    const rtf = model.benchmark?.rtfMean ?? model.estimatedRtf;
    if (!quality || rtf === null || model.isForExperts) return [];
    return { model, rtf, isMeasured: model.benchmark !== null, quality, mark: markOf(model.name) };
  });

/** Places on an axis: from a value to 0…1. */
export interface Scale {
  readonly ticks: readonly number[];
  at(value: number): number;
}

/** A logarithmic axis with ticks at 1, 2 and 5 of each power of ten. */
export function logScale(values: readonly number[]): Scale {
  const low = Math.log10(Math.min(...values)) - 0.15;
  const high = Math.log10(Math.max(...values)) + 0.15;
  const ticks: number[] = [];
  for (let power = Math.floor(low); power <= high; power++)
    for (const digit of [1, 2, 5]) {
      const tick = digit * 10 ** power;
      if (Math.log10(tick) >= low && Math.log10(tick) <= high) ticks.push(tick);
    }
  return { ticks, at: (value) => (Math.log10(value) - low) / (high - low) };
}

/** A linear axis with round ticks, and a margin around the values. */
export function linearScale(values: readonly number[]): Scale {
  const span = Math.max(Math.max(...values) - Math.min(...values), 0.01);
  const low = Math.min(...values) - 0.15 * span;
  const high = Math.max(...values) + 0.15 * span;
  const rough = span / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((digit) => digit * power >= rough) ?? 10) * power;
  const ticks: number[] = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) ticks.push(tick);
  return { ticks, at: (value) => (value - low) / (high - low) };
}
