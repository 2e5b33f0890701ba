import type { Contract } from './contract.js';
import { SPECTRUM_BY_BIN, spectralFraming, spectralSignal } from './spectral.js';
import { hasNames, readState, refuseOthers } from './states.js';

const NAMES = { input: 'mix', output: 'enh' };
const STATES = ['conv_cache', 'tra_cache', 'inter_cache'] as const;
const INPUTS = [NAMES.input, ...STATES];
const OUTPUTS = [NAMES.output, ...STATES.map((name) => `${name}_out`)];

const listed = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ');

/**
 * GTCRN as its authors publish it (Rong et al., "GTCRN: A Speech Enhancement Model Requiring Ultralow Computational
 * Resources", 2024; repository Xiaobin-Rong/gtcrn, `stream/onnx_models`), original and simplified. States start at
 * zero; the window is the square root of the periodic Hann window, at 16 kHz.
 */
export const gtcrn: Contract = {
  id: 'gtcrn',
  kind: 'spec2spec',
  lagHops: 0,
  unsaid: [],
  recognises: ({ inputs }) => hasNames(inputs, ...INPUTS),
  tensors: (graph) => {
    refuseOthers(graph.inputs, (name) => INPUTS.includes(name), listed(INPUTS));
    refuseOthers(graph.outputs, (name) => OUTPUTS.includes(name), listed(OUTPUTS));
    const symbols = new Map<string, number>();
    const signal = spectralSignal(graph, NAMES, SPECTRUM_BY_BIN, symbols);
    const caches = graph.inputs
      .filter(({ name }) => name !== NAMES.input)
      .map((input) => readState(input, `${input.name}_out`, graph.outputs, symbols));
    return { ...signal, caches };
  },
  framing: (_graph, tensors, settings) => spectralFraming(tensors, settings, 'hann-sqrt'),
};
