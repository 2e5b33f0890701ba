import { framePowers, noisePowerOf, speechFrames } from './speech-figures.js';

/** Gains above this would only make a failed version loud (20 dB). */
const MOST_GAIN = 10;

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const peakOf = (samples: Float32Array): number =>
  samples.reduce((peak, sample) => (sample > peak ? sample : -sample > peak ? -sample : peak), 0);

/**
 * Gains that bring versions of one recording to the same loudness, so that the louder one isn't taken for the better
 * one: the speech of each gets the RMS that it has in the first version. The same 20 ms frames are measured in each,
 * those in which the first version has speech (or, where its noise hides all speech, the version that has most of it),
 * and the power of a version's own noise is taken off. All are turned down together where one of them would clip.
 *
 * @param versions aligned, at the same rate; the first one is the recording itself
 * @returns a gain for each; 1 for each where no version has speech
 */
export const levelMatchGains = (versions: readonly Float32Array[], sampleRate: number): number[] => {
  const powers = versions.map((samples) => framePowers(samples, sampleRate));
  const found = powers.map(speechFrames);
  const longest = found.reduce((most, frames) => (frames.length > most.length ? frames : most), []);
  const frames = found[0]?.length ? found[0] : longest;
  if (frames.length === 0) return versions.map(() => 1);
  const speech = powers.map((all) => {
    const loud = meanOf(frames.map((index) => all[index] ?? 0));
    return Math.max(loud - noisePowerOf(all), 1e-12);
  });
  const [reference = 1] = speech;
  const gains = speech.map((power) => Math.min(MOST_GAIN, Math.sqrt(reference / power)));
  const peak = Math.max(...versions.map((samples, index) => (gains[index] ?? 1) * peakOf(samples)));
  return peak > 1 ? gains.map((gain) => gain / peak) : gains;
};
