/** Samples beyond this many times full scale, 24 dB, are no sound but damage. */
export const WILD = 16;

/**
 * Makes samples zero that are no numbers, infinite, or far beyond full scale: one of them would spoil the model's
 * state, and with it the rest of the recording.
 *
 * @returns how many there were, and the index of the first one
 */
export function silenceWildSamples(samples: Float64Array): {
  readonly count: number;
  readonly first: number;
} {
  let count = 0;
  let first = -1;
  for (let i = 0; i < samples.length; i++) {
    // Not a number is not within any limit.
    if (Math.abs(samples[i] as number) <= WILD) continue;
    samples[i] = 0;
    if (count++ === 0) first = i;
  }
  return { count, first };
}

/** Limits samples to full scale; gives how many were beyond. */
export function limitToFullScale(samples: Float64Array, length: number): number {
  let limited = 0;
  for (let i = 0; i < length; i++) {
    const value = samples[i] as number;
    if (value >= -1 && value <= 1) continue;
    samples[i] = value > 0 ? 1 : -1;
    limited++;
  }
  return limited;
}
