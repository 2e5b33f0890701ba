/** Order statistics of measured times. */
export interface Distribution {
  readonly mean: number;
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

/** Sorts a copy; `samples` must not be empty. */
export function distribution(samples: ArrayLike<number>): Distribution {
  const sorted = Float64Array.from(samples).sort();
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
  return {
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    median: at(0.5),
    p99: at(0.99),
    max: at(1),
  };
}
