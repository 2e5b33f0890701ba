import { SIGNAL_NAMES } from '../../shared/graph-names.js';
import type { Contract } from './contract.js';
import { numberedStates } from './numbered-states.js';
import { SPECTRUM_BY_BIN, spectralFraming, spectralSignal } from './spectral.js';
import { hasNames } from './states.js';

const NAMES = SIGNAL_NAMES.spec2spec;

/** spec2spec of the FastEnhancer project: the STFT is outside the graph, which says nothing about hop and window. */
export const spectrum: Contract = {
  id: 'spectrum',
  kind: 'spec2spec',
  lagHops: 0,
  unsaid: ['sampleRate', 'hop', 'window'],
  recognises: ({ inputs }) => hasNames(inputs, NAMES.input),
  tensors: (graph) => {
    const signal = spectralSignal(graph, NAMES, SPECTRUM_BY_BIN, null);
    return { ...signal, caches: numberedStates(graph, NAMES) };
  },
  framing: (_graph, tensors, settings) => spectralFraming(tensors, settings),
};
