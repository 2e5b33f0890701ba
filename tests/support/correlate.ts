import { fft, ifft } from 'fourier-transform';
import { energy } from './signals.js';

/** A mono signal and when, on a common clock, its first sample was heard. */
export interface TimedSignal {
  readonly samples: Float32Array;
  readonly sampleRate: number;
  /** ms */
  readonly startMs: number;
}

export interface Alignment {
  /** By how many samples `signal` lags `reference`; negative when it leads. */
  readonly lag: number;
  /** Normalised correlation there, −1 to 1. */
  readonly strength: number;
}

export interface Jump {
  /** Position in the recording, ms. */
  readonly atMs: number;
  /** Positive: so much of the reference is missing; negative: so much was doubled or inserted. */
  readonly lostMs: number;
}

export interface Continuity {
  /** Steps of the delay: audio that was lost or doubled. */
  readonly jumps: readonly Jump[];
  /** Windows, ms, in which the recording doesn't sound like the reference anywhere near. */
  readonly damagedAtMs: readonly number[];
  /** Windows that were compared (those in which the reference isn't silent). */
  readonly windows: number;
}

export interface Tone {
  /** Hz */
  readonly frequency: number;
  /** Level of the sine, dBFS (0 = amplitude 1). */
  readonly levelDbfs: number;
  /** Everything else, relative to the sine, dB. */
  readonly residualDb: number;
}

const nextPowerOfTwo = (length: number): number => 2 ** Math.ceil(Math.log2(length));

function spectrumOf(signal: Float32Array, size: number): [Float64Array, Float64Array] {
  const padded = new Float64Array(size);
  padded.set(signal);
  const spectrum: [Float64Array, Float64Array] = [
    new Float64Array(size / 2 + 1),
    new Float64Array(size / 2 + 1),
  ];
  fft(padded, spectrum);
  return spectrum;
}

/** Energy of each stretch of `length` samples of `signal`, by where it starts. */
function runningEnergy(signal: Float32Array, length: number): Float64Array {
  const energies = new Float64Array(Math.max(0, signal.length - length + 1));
  let sum = energy(signal.subarray(0, length));
  for (let start = 0; start < energies.length; start++) {
    energies[start] = sum;
    sum += (signal[start + length] ?? 0) ** 2 - (signal[start] as number) ** 2;
  }
  return energies;
}

/** Position of the short `needle` in `haystack`: `lag` is the index of its first sample there. */
export function locate(needle: Float32Array, haystack: Float32Array): Alignment {
  const size = nextPowerOfTwo(needle.length + haystack.length);
  const [aRe, aIm] = spectrumOf(haystack, size);
  const [bRe, bIm] = spectrumOf(needle, size);
  const re = aRe.map((value, i) => value * (bRe[i] as number) + (aIm[i] as number) * (bIm[i] as number));
  const im = aIm.map((value, i) => value * (bRe[i] as number) - (aRe[i] as number) * (bIm[i] as number));
  const correlation = ifft(re, im, new Float64Array(size));
  const energies = runningEnergy(haystack, needle.length);
  const needleEnergy = energy(needle);
  // A stretch a thousand times quieter than the loudest can't be it; dividing by its energy would only blow up noise.
  const floor = energies.reduce((most, energy) => Math.max(most, energy), 0) * 1e-3;
  let best: Alignment = { lag: 0, strength: -1 };
  energies.forEach((energy, lag) => {
    const strength = (correlation[lag] as number) / Math.sqrt(Math.max(energy, floor, 1e-12) * needleEnergy);
    if (strength > best.strength) best = { lag, strength };
  });
  return best;
}

/**
 * By how much `signal` lags `reference`, by normalised cross-correlation of their middle parts.
 *
 * @param largestLag in samples, either way
 */
export function align(reference: Float32Array, signal: Float32Array, largestLag: number): Alignment {
  const start = Math.min(largestLag, Math.floor(reference.length / 4));
  const end = Math.min(reference.length, signal.length) - largestLag;
  if (end <= start) throw new RangeError('The signals are too short for a lag as large as that.');
  const from = Math.max(0, start - largestLag);
  const found = locate(reference.subarray(start, end), signal.subarray(from, end + largestLag));
  return { lag: found.lag + from - start, strength: found.strength };
}

/** By how many ms `recording` is heard later than `reference`, both timed on the same clock. */
export function latencyMs(reference: TimedSignal, recording: TimedSignal, largestMs = 500): number {
  const { sampleRate } = reference;
  if (recording.sampleRate !== sampleRate) throw new RangeError('The signals differ in sample rate.');
  const offsetMs = recording.startMs - reference.startMs;
  const largestLag = Math.round(((largestMs + Math.abs(offsetMs)) * sampleRate) / 1000);
  return (1000 * align(reference.samples, recording.samples, largestLag).lag) / sampleRate + offsetMs;
}

/**
 * Looks for lost and doubled audio: each short window of the reference is located in the recording, near where
 * the one before it was; a step in its place is a jump. Meant for signals without repetition (noise, chirps,
 * speech), not for steady tones.
 *
 * @param largestJumpMs how far from its expected place a window is looked for
 * @param leastStrength correlation below which a window counts as damaged
 */
export function continuity(
  reference: Float32Array,
  recording: Float32Array,
  sampleRate: number,
  { windowMs = 40, largestJumpMs = 200, leastStrength = 0.5, stepMs = 1 } = {},
): Continuity {
  const window = Math.round((windowMs * sampleRate) / 1000);
  const reach = Math.round((largestJumpMs * sampleRate) / 1000);
  const toMs = (samples: number): number => (1000 * samples) / sampleRate;
  const step = (stepMs * sampleRate) / 1000;
  const loud = (energy(reference) / reference.length) * window * 0.01;
  const jumps: Jump[] = [];
  const damagedAtMs: number[] = [];
  let windows = 0;
  // Starting point: the first match corrects it, so that a jump soon after the start counts as one.
  const beginning = Math.min(reference.length, recording.length, 20 * sampleRate);
  let { lag } = align(
    reference.subarray(0, beginning),
    recording.subarray(0, beginning),
    Math.floor(beginning / 4),
  );
  let matchedBefore = false;
  for (let start = 0; start + window <= reference.length; start += window) {
    const from = Math.max(0, start + lag - reach);
    const stretch = recording.subarray(from, start + lag + window + reach);
    const needle = reference.subarray(start, start + window);
    if (start + lag < 0 || start + lag + window > recording.length || energy(needle) < loud) continue;
    windows++;
    const found = locate(needle, stretch);
    if (found.strength < leastStrength) {
      damagedAtMs.push(toMs(start + lag));
      continue;
    }
    const moved = from + found.lag - start - lag;
    if (matchedBefore && Math.abs(moved) >= step)
      jumps.push({ atMs: toMs(from + found.lag), lostMs: -toMs(moved) });
    lag += moved;
    matchedBefore = true;
  }
  return { jumps, damagedAtMs, windows };
}

/** The strongest sine in a signal: pitch and level, and what is left beside it. */
export function strongestTone(signal: Float32Array, sampleRate: number): Tone {
  const size = 2 ** Math.floor(Math.log2(signal.length));
  const windowed = Float32Array.from(
    { length: size },
    (_, i) => (signal[i] as number) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size)),
  );
  const [re, im] = spectrumOf(windowed, size);
  const power = re.map((value, i) => value * value + (im[i] as number) ** 2);
  let peak = 1;
  power.forEach((value, bin) => {
    if (bin > 0 && value > (power[peak] as number)) peak = bin;
  });
  // Beyond eight bins a Hann window's side lobes are more than 70 dB down.
  const firstBin = Math.max(0, peak - 8);
  const lobe = power.subarray(firstBin, peak + 9);
  const toneEnergy = lobe.reduce((sum, value) => sum + value, 0);
  const allEnergy = power.reduce((sum, value) => sum + value, 0);
  const centre = lobe.reduce((sum, value, i) => sum + value * (i + firstBin), 0) / toneEnergy;
  // Parseval: a sine of amplitude A leaves A²·size²·(3/8)/4 in its lobe under a Hann window.
  const amplitude = Math.sqrt((toneEnergy * 4) / (size * size * 0.375));
  return {
    frequency: (centre * sampleRate) / size,
    levelDbfs: 20 * Math.log10(amplitude),
    residualDb: 10 * Math.log10(Math.max(allEnergy - toneEnergy, 1e-30) / toneEnergy),
  };
}
