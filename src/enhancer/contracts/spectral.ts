import type { SignalNames } from '../../shared/graph-names.js';
import type { ModelSettings, WindowType } from '../../shared/model-spec.js';
import { agree, type Framing, type Graph, type Tensors } from './contract.js';
import { defaultHop, defaultSampleRate } from './defaults.js';
import { requireSameShape, signalShape } from './shapes.js';
import { find, signalOutput } from './states.js';

/** Layout of one frame's spectrum: which axis holds the bins. The values lie in the same order in each. */
export interface SpectrumLayout {
  readonly pattern: readonly (number | null)[];
  /** The pattern in words. */
  readonly expected: string;
}

/** [batch, bins, frames, real and imaginary part] */
export const SPECTRUM_BY_BIN: SpectrumLayout = {
  pattern: [1, null, 1, 2],
  expected: '[1, n_fft/2 + 1, 1, 2] (real, imaginary)',
};
/** [batch, frames, bins, real and imaginary part] */
export const SPECTRUM_BY_FRAME: SpectrumLayout = {
  pattern: [1, 1, null, 2],
  expected: '[1, 1, n_fft/2 + 1, 2] (real, imaginary)',
};

/** Input and output spectrum, which must have the same shape. */
export function spectralSignal(
  { inputs, outputs }: Graph,
  names: SignalNames,
  { pattern, expected }: SpectrumLayout,
  symbols: Map<string, number> | null,
): Pick<Tensors, 'input' | 'output'> {
  const value = find(inputs, names.input) ?? signalOutput(inputs, names.output, names.input);
  const output = signalOutput(outputs, names.input, names.output);
  const shape = signalShape(value, pattern, expected, symbols);
  requireSameShape({ name: names.input, shape }, output);
  return { input: { name: names.input, shape }, output: { name: names.output, shape } };
}

/** n_fft of a spectrum of n_fft/2 + 1 bins. */
export const nFftOf = ({ input }: Pick<Tensors, 'input'>): number =>
  2 * (input.shape.reduce((product, size) => product * size, 1) / 2 - 1);

/** Framing of a spectrum by the settings and by defaults. */
export function spectralFraming(
  tensors: Pick<Tensors, 'input'>,
  settings: ModelSettings,
  window: WindowType = 'hann',
): Framing {
  const nFft = nFftOf(tensors);
  agree('nFft', settings, nFft);
  return {
    nFft,
    hop: settings.hop ?? defaultHop(nFft),
    sampleRate: settings.sampleRate ?? defaultSampleRate(nFft),
    windowLength: settings.windowLength ?? nFft,
    window: settings.window ?? window,
    inputFraming: 'hop',
  };
}
