import type { Enhancer } from '../enhancer/enhancer.js';
import { makeCheckSignal } from '../export/compare/check-signal.js';
import { words, type Words } from '../words/words.js';

/** Length of each signal. */
const SECONDS = 0.25;
const NOISE_AMPLITUDE = 0.1;
/** Full-scale steps, up and down by turns, this many in a second. */
const STEPS_PER_SECOND = 50;
/** An output of 20 dB over its input is no enhancement. */
const LARGEST_GAIN = 10;
/** RMS of the quietest input that the gain is measured against: a network may hum in silence. */
const QUIETEST_RMS = 0.1;

/** White noise, the same on every machine. */
function makeNoise(length: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return NOISE_AMPLITUDE * (state / 2 ** 31 - 1);
  });
}

function makeSteps(length: number, sampleRate: number): Float32Array {
  const stepLength = sampleRate / STEPS_PER_SECOND;
  return Float32Array.from({ length }, (_, i) => (Math.floor(i / stepLength) % 2 === 0 ? 1 : -1));
}

const rmsOf = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);

/**
 * Runs a model over silence, noise, a signal like speech and full-scale steps, one after the other without a reset.
 *
 * @returns what makes it unfit: an output that is not finite, or more than 20 dB louder than its input; else null
 */
export async function runCheckSignals(file: string, enhancer: Enhancer): Promise<Words | null> {
  const { hop, sampleRate } = enhancer.spec;
  const length = Math.max(2, Math.ceil((SECONDS * sampleRate) / hop)) * hop;
  const speech = new Float32Array(length);
  speech.set(makeCheckSignal(sampleRate).subarray(0, length));
  const signals = [
    { name: words('store.silence'), samples: new Float32Array(length) },
    { name: words('store.noise'), samples: makeNoise(length) },
    { name: words('store.speech'), samples: speech },
    { name: words('store.steps'), samples: makeSteps(length, sampleRate) },
  ];
  const output = new Float32Array(length);
  for (const { name, samples } of signals) {
    for (let at = 0; at < length; at += hop)
      await enhancer.process(samples.subarray(at, at + hop), output.subarray(at, at + hop));
    if (!output.every(Number.isFinite)) return words('store.notFinite', { file, signal: name });
    if (rmsOf(output) > LARGEST_GAIN * Math.max(rmsOf(samples), QUIETEST_RMS))
      return words('store.tooLoud', { file, signal: name });
  }
  return null;
}
