/** Inputs and outputs of a model's graph: everything the streaming algorithm has to know about it. */

/** `wav2wav`: waveform in and out, STFT inside the graph. `spec2spec`: only the network is in the graph. */
export type ModelKind = 'wav2wav' | 'spec2spec';

/**
 * Analysis windows of n samples: `hann` is the periodic Hann window, w[i] = ½ − ½ cos(2πi/n), `hann-sqrt` its
 * square root, `vorbis` the power-complementary window of Vorbis I, w[i] = sin(π/2 · sin²(π(i + ½)/n)).
 */
export const WINDOW_TYPES = ['hann', 'hann-sqrt', 'vorbis'] as const;
/** One of them. */
export type WindowType = (typeof WINDOW_TYPES)[number];

/**
 * Streaming contracts that are known: what a graph's inputs and outputs are called and mean. `paired-states` is a
 * guess: one spectrum, and states that pair with outputs by their shapes.
 */
export const CONTRACT_IDS = ['waveform', 'spectrum', 'gtcrn', 'dpdfnet', 'paired-states'] as const;
/** One of them. */
export type ContractId = (typeof CONTRACT_IDS)[number];

/**
 * Samples that a wav2wav graph expects as `wav_in`: the `hop` new samples (the graph keeps the input cache), or the
 * whole `window` of n_fft samples (the host keeps the input cache).
 */
export type InputFraming = 'hop' | 'window';

/** A tensor of a graph that holds one step's samples or spectrum, float32. */
export interface SignalSpec {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Values from an offset on that a state starts with; zero elsewhere. */
export interface StateStart {
  readonly offset: number;
  readonly values: readonly number[];
}

/** A recurrent state: what a step leaves in `outputName` goes back in as `inputName` of the next. */
export interface CacheSpec {
  /** Name of the graph's input. */
  readonly inputName: string;
  /** Name of the graph's output. */
  readonly outputName: string;
  readonly shape: readonly number[];
  /** First values of the state where they are not zero. */
  readonly start?: readonly StateStart[];
}

/** The contract of one model, as read from its graph, its catalogue entry or the user's settings. */
export interface ModelSpec {
  readonly kind: ModelKind;
  readonly contract: ContractId;
  /** The graph's input signal: one hop or window of samples, or one frame's spectrum. */
  readonly input: SignalSpec;
  /** The graph's output signal: one hop of samples, or one frame's spectrum. */
  readonly output: SignalSpec;
  /** Sample rate in Hz: 8000, 16000 or 48000 in the known families. */
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
  /** Frames by which the network's output lags its input, beside the lag of the STFT. */
  readonly lagHops: number;
  /** Samples by which the output lags the input: n_fft − hop + lagHops · hop. */
  readonly latencySamples: number;
}

/** Facts of a model that a stream of samples through it has to know. */
export type StreamSpec = Pick<ModelSpec, 'sampleRate' | 'nFft' | 'hop' | 'latencySamples'>;

/** Settings that a graph does not state; catalogue entries, files beside a model and users' options give them. */
export interface ModelSettings {
  /** Needed only where the graph's names are of no known contract, and a guess is to be taken. */
  readonly contract?: ContractId | undefined;
  readonly sampleRate?: number | undefined;
  readonly nFft?: number | undefined;
  readonly hop?: number | undefined;
  readonly windowLength?: number | undefined;
  readonly window?: WindowType | undefined;
}

/** Hop in milliseconds. */
export const hopMs = (spec: ModelSpec): number => (1000 * spec.hop) / spec.sampleRate;

/** Algorithmic latency in milliseconds at a live input: the output's lag, and one hop to fill. */
export const algorithmicLatencyMs = (
  spec: Pick<ModelSpec, 'latencySamples' | 'hop' | 'sampleRate'>,
): number => (1000 * (spec.latencySamples + spec.hop)) / spec.sampleRate;

/** Samples by which the output lags the input: n − h of the STFT, and the network's own frames. */
export const latencySamplesOf = ({
  nFft,
  hop,
  lagHops,
}: Pick<ModelSpec, 'nFft' | 'hop' | 'lagHops'>): number => nFft - hop + lagHops * hop;
