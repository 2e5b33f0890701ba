/** Amplitude beyond every real signal: 20 dB over full scale. A larger sample is damage, not sound. */
export const LARGEST_AMPLITUDE = 10;

/**
 * Replaces what can't be sound, in place: samples that are no finite number become 0, absurdly large ones are
 * limited to ±LARGEST_AMPLITUDE.
 *
 * @returns how many were no finite number
 */
export function sanitize(samples: Float32Array): number {
  let count = 0;
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i] as number;
    if (Math.abs(sample) <= LARGEST_AMPLITUDE) continue;
    if (Number.isFinite(sample)) samples[i] = Math.sign(sample) * LARGEST_AMPLITUDE;
    else {
      samples[i] = 0;
      count++;
    }
  }
  return count;
}

/** Whether all samples are finite and within ±LARGEST_AMPLITUDE. */
export function isPlausible(samples: Float32Array): boolean {
  // Written so that a comparison with NaN fails.
  for (let i = 0; i < samples.length; i++)
    if (!(Math.abs(samples[i] as number) <= LARGEST_AMPLITUDE)) return false;
  return true;
}

/** Limits samples to full scale (±1), in place; what is no number becomes 0. */
export function limitToFullScale(samples: Float32Array): void {
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i] as number;
    if (Math.abs(sample) <= 1) continue;
    samples[i] = Number.isNaN(sample) ? 0 : Math.sign(sample);
  }
}
