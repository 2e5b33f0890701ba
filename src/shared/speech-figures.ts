import { SILENCE_DBFS, toDbfs } from './dbfs.js';

/** Figures of one side of the microphone test, estimated from the recording. dBFS and dB. */
export interface SpeechFigures {
  /** Level of the frames that hold speech; null when none does. */
  readonly speechDbfs: number | null;
  readonly noiseFloorDbfs: number;
  /** speech − noise floor; null without speech. */
  readonly snrDb: number | null;
}

const FRAME_SECONDS = 0.02;
/** Share of all frames that counts as the noise. */
export const QUIETEST_SHARE = 0.1;
/** A frame counts as speech from this ratio to the noise floor on (9 dB in power). */
export const SPEECH_OVER_NOISE = 10 ** 0.9;
/** Less speech than this share of the recording (0.5 s of 10 s) is taken for a cough or a click. */
export const LEAST_SPEECH_SHARE = 0.05;

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean power of each whole frame of 20 ms. */
export const framePowers = (samples: Float32Array, sampleRate: number): number[] => {
  const length = Math.round(FRAME_SECONDS * sampleRate);
  const powers: number[] = [];
  for (let start = 0; start + length <= samples.length; start += length) {
    let sum = 0;
    for (let index = start; index < start + length; index += 1) sum += (samples[index] ?? 0) ** 2;
    powers.push(sum / length);
  }
  return powers;
};

/** Power of the noise: the quietest tenth of all frames; 0 without frames. */
export const noisePowerOf = (powers: readonly number[]): number => {
  if (powers.length === 0) return 0;
  const sorted = [...powers].sort((one, other) => one - other);
  return meanOf(sorted.slice(0, Math.max(1, Math.floor(sorted.length * QUIETEST_SHARE))));
};

/** Indices of the frames that hold speech; none where there is less of it than a cough. */
export const speechFrames = (powers: readonly number[]): number[] => {
  const audibleNoise = 10 ** (toDbfs(Math.sqrt(noisePowerOf(powers))) / 10);
  const loud = powers.flatMap((power, index) => (power > audibleNoise * SPEECH_OVER_NOISE ? [index] : []));
  return loud.length < powers.length * LEAST_SPEECH_SHARE ? [] : loud;
};

/**
 * Estimates noise floor, speech level and SNR of a recording (mono, full scale 1) without knowing the clean
 * speech: the quietest tenth of all 20 ms frames is the noise, frames 9 dB above it are speech in that noise.
 * It needs pauses between words and steady noise; it isn't the active speech level of ITU-T P.56.
 */
export const speechFigures = (samples: Float32Array, sampleRate: number): SpeechFigures => {
  const powers = framePowers(samples, sampleRate);
  if (powers.length === 0) return { noiseFloorDbfs: SILENCE_DBFS, speechDbfs: null, snrDb: null };
  const noise = noisePowerOf(powers);
  const noiseFloorDbfs = toDbfs(Math.sqrt(noise));
  const frames = speechFrames(powers);
  if (frames.length === 0) return { noiseFloorDbfs, speechDbfs: null, snrDb: null };
  const speech = meanOf(frames.map((index) => powers[index] ?? 0)) - noise;
  return {
    noiseFloorDbfs,
    speechDbfs: toDbfs(Math.sqrt(speech)),
    snrDb: 10 * Math.log10(speech / 10 ** (noiseFloorDbfs / 10)),
  };
};
