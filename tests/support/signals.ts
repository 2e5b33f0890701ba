/** Seeded white noise in ±1, the same on every run. */
export function seededNoise(length: number, seed = 1): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** Quiet seeded white noise in ±0.25, as a room has it. */
export const quietNoise = (length: number, seed = 1): Float32Array =>
  seededNoise(length, seed).map((value) => value / 4);

/** Arithmetic mean. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

type Samples = Float32Array | Float64Array;

/** Sum of the squares. */
export function energy(signal: Samples): number {
  let sum = 0;
  for (const value of signal) sum += value * value;
  return sum;
}

/** Mean of the squares. */
export const power = (signal: Samples): number => energy(signal) / signal.length;

/** Root mean square. */
export const rms = (signal: Samples): number => Math.sqrt(power(signal));

/** Largest absolute difference of two signals over their common length. */
export function maxDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let worst = 0;
  for (let i = 0; i < Math.min(a.length, b.length); i++)
    worst = Math.max(worst, Math.abs((a[i] as number) - (b[i] as number)));
  return worst;
}

/** Largest difference of two neighbouring samples: a click has a large one. */
export const largestStep = (signal: Float32Array): number => maxDifference(signal.subarray(1), signal);

/** Largest absolute value. */
export const peak = (signal: ArrayLike<number>): number =>
  maxDifference(signal, new Float32Array(signal.length));

/** A sine of `amplitude`, `seconds` long. */
export const sine = (frequency: number, seconds: number, sampleRate: number, amplitude = 0.5): Float32Array =>
  Float32Array.from(
    { length: Math.round(seconds * sampleRate) },
    (_, i) => amplitude * Math.sin((2 * Math.PI * frequency * i) / sampleRate),
  );

/**
 * Seeded noise with a voice's bandwidth, which passes a 16 kHz model's resamplers; it never repeats, so every
 * place in it is found again. ±1 at most.
 */
export function softNoise(seconds: number, sampleRate: number, seed = 1): Float32Array {
  const noise = seededNoise(Math.round(seconds * sampleRate), seed);
  for (let pass = 0; pass < 3; pass++)
    for (let i = noise.length - 1; i > 2; i--)
      noise[i] = [0, 1, 2, 3].reduce((sum, back) => sum + (noise[i - back] as number) / 4, 0);
  return noise;
}
