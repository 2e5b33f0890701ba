import type { ModelKind } from './model-spec.js';

/**
 * Names of the inputs and outputs of a streaming graph, as the FastEnhancer project gives them: one signal input,
 * one signal output, and for every recurrent state an input and an output of the same number.
 */

/** Names of a graph's signal. */
export interface SignalNames {
  readonly input: string;
  readonly output: string;
}

/**
 * `wav_in` [1, h] or [1, n] and `wav_out` [1, h] are samples; `spec_in` and `spec_out` [1, n_fft/2 + 1, 1, 2] are
 * one frame's spectrum (real, imaginary).
 */
export const SIGNAL_NAMES = {
  wav2wav: { input: 'wav_in', output: 'wav_out' },
  spec2spec: { input: 'spec_in', output: 'spec_out' },
} as const satisfies Readonly<Record<ModelKind, SignalNames>>;

/** First part of the names of the states that a step starts from and of those that it leaves. */
export const CACHE_INPUT_PREFIX = 'cache_in_';
/** Prefix of the outputs that go back in as the inputs of the same number. */
export const CACHE_OUTPUT_PREFIX = 'cache_out_';

/** Number of the state that keeps the last n − h input samples, where the STFT is inside the graph. */
export const INPUT_CACHE = 0;
/** Number of the state that keeps the n − h samples still to be added to, where the STFT is inside the graph. */
export const OUTPUT_CACHE = 1;
/** Number of the network's first state: the STFT's two come before it where they are inside the graph. */
export const FIRST_NETWORK_CACHE: Readonly<Record<ModelKind, number>> = { wav2wav: 2, spec2spec: 0 };

/** `cache_in_k`. */
export const cacheInput = (index: number): string => `${CACHE_INPUT_PREFIX}${index}`;

/** `cache_out_k`. */
export const cacheOutput = (index: number): string => `${CACHE_OUTPUT_PREFIX}${index}`;

/** The output that feeds a state's input, by the names: `cache_in_3` gives `cache_out_3`. */
export const outputOfCache = (input: string): string =>
  CACHE_OUTPUT_PREFIX + input.slice(CACHE_INPUT_PREFIX.length);

/** The input that a state's output goes into: `cache_out_3` gives `cache_in_3`. */
export const inputOfCache = (output: string): string =>
  CACHE_INPUT_PREFIX + output.slice(CACHE_OUTPUT_PREFIX.length);
