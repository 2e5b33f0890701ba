/** Level of digital silence, where a logarithm has no value: the bottom of every scale. */
export const SILENCE_DBFS = -120;

/** Amplitude (1 is full scale) to dBFS, not below −120. */
export const toDbfs = (amplitude: number): number =>
  amplitude > 1e-6 ? 20 * Math.log10(amplitude) : SILENCE_DBFS;
