/** What a model's graph takes and gives: everything the streaming algorithm has to know about it. */

/** `wav2wav`: waveform in and out, STFT inside the graph. `spec2spec`: only the network is in the graph. */
export type ModelKind = 'wav2wav' | 'spec2spec';

/** Analysis windows: the periodic Hann window, and its square root. */
export const WINDOW_TYPES = ['hann', 'hann-sqrt'] as const;
export type WindowType = (typeof WINDOW_TYPES)[number];

/**
 * What a wav2wav graph expects as `wav_in`: the `hop` new samples (the graph keeps the input cache), or the
 * whole `window` of n_fft samples (the host keeps the input cache).
 */
export type InputFraming = 'hop' | 'window';

/** A recurrent state: `cache_out_k` of one step goes back in as `cache_in_k` of the next; it starts at zero. */
export interface CacheSpec {
  /** Name of the graph's input, `cache_in_k`. */
  readonly inputName: string;
  /** Name of the graph's output, `cache_out_k`. */
  readonly outputName: string;
  readonly shape: readonly number[];
}

/** The contract of one model, as read from its graph, its catalogue entry or the user's settings. */
export interface ModelSpec {
  readonly kind: ModelKind;
  /** Sample rate in Hz: 16000 or 48000 in the known families. */
  readonly sampleRate: number;
  /** FFT size n, in samples. */
  readonly nFft: number;
  /** Hop h, in samples; 1 ≤ h ≤ n. */
  readonly hop: number;
  /** Length of the analysis window in samples, ≤ n_fft. */
  readonly windowLength: number;
  /** Window of the STFT outside the graph; for wav2wav what the graph has inside, as far as known. */
  readonly window: WindowType;
  readonly inputFraming: InputFraming;
  readonly caches: readonly CacheSpec[];
  /** By how many samples the output lags the input: n_fft − hop. */
  readonly latencySamples: number;
}

/** What a graph does not say by itself; catalogue entries, files beside a model and users' options give it. */
export interface ModelSettings {
  readonly sampleRate?: number | undefined;
  readonly nFft?: number | undefined;
  readonly hop?: number | undefined;
  readonly windowLength?: number | undefined;
  readonly window?: WindowType | undefined;
}

/** Hop in milliseconds. */
export const hopMs = (spec: ModelSpec): number => (1000 * spec.hop) / spec.sampleRate;

/** Algorithmic latency in milliseconds at a live input: n − h, plus one hop to fill. */
export const algorithmicLatencyMs = (spec: ModelSpec): number =>
  (1000 * (spec.latencySamples + spec.hop)) / spec.sampleRate;
