import type { ModelSpec, WindowType } from '../shared/model-spec.js';

/** Value of a window at sample i of `length`. */
type WindowShape = (i: number, length: number) => number;

const hann: WindowShape = (i, length) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length);

/** One function for each type; their definitions are in `WindowType`. */
const SHAPES: Readonly<Record<WindowType, WindowShape>> = {
  hann,
  'hann-sqrt': (i, length) => Math.sqrt(hann(i, length)),
  vorbis: (i, length) => Math.sin((Math.PI / 2) * Math.sin((Math.PI * (i + 0.5)) / length) ** 2),
};

/** A window of `length` samples. */
export const makeWindow = (type: WindowType, length: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => SHAPES[type](i, length));

/** Sizes and window of a streaming STFT. */
export type StftSettings = Pick<ModelSpec, 'nFft' | 'hop' | 'windowLength' | 'window'>;

/** Below this the overlapped windows don't cover a sample, and the input can't be given back. */
const SMALLEST_COVERAGE = 1e-4;

/** A window shorter than n_fft, centred in it: [n_fft]. */
function centredWindow({ nFft, windowLength, window }: StftSettings): Float64Array {
  const centred = new Float64Array(nFft);
  centred.set(makeWindow(window, windowLength), (nFft - windowLength) >> 1);
  return centred;
}

/** Sum of the squared windows of all frames that overlap at each sample of a hop: [hop]. */
function coverageOf(analysis: Float64Array, hop: number): Float64Array {
  const coverage = new Float64Array(hop);
  analysis.forEach((value, i) => (coverage[i % hop] = (coverage[i % hop] as number) + value * value));
  return coverage;
}

const covers = (coverage: Float64Array): boolean => coverage.every((sum) => sum >= SMALLEST_COVERAGE);

/** Whether the overlapped windows leave no sample out, so that the input can be given back. */
export const coversEverySample = (settings: StftSettings): boolean =>
  covers(coverageOf(centredWindow(settings), settings.hop));

/**
 * Windows of a streaming STFT by weighted overlap-add, n_fft samples each: the synthesis window is the analysis
 * window divided by the sum of its squares over all frames that overlap at a sample (Griffin and Lim, 1984).
 *
 * @throws RangeError when window and hop leave samples uncovered: `coversEverySample` says it beforehand
 */
export function makeStftWindows(settings: StftSettings): { analysis: Float64Array; synthesis: Float64Array } {
  const { hop } = settings;
  const analysis = centredWindow(settings);
  const coverage = coverageOf(analysis, hop);
  if (!covers(coverage))
    throw new RangeError(`A hop of ${hop} leaves samples uncovered by this window: use a smaller hop.`);
  return { analysis, synthesis: analysis.map((value, i) => value / (coverage[i % hop] as number)) };
}
