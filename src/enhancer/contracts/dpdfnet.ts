import { WINDOW_TYPES, type CacheSpec, type StateStart, type WindowType } from '../../shared/model-spec.js';
import { words } from '../../words/words.js';
import { agree, fail, show, type Contract, type Graph } from './contract.js';
import { elementsOf } from './shapes.js';
import { nFftOf, SPECTRUM_BY_FRAME, spectralSignal } from './spectral.js';
import { find, hasNames, readState, refuseOthers } from './states.js';

const NAMES = { input: 'spec', output: 'spec_e' };
const STATE = { input: 'state_in', output: 'state_out' };

/** Two frames of look-ahead in the mask's features, and two of the deep filter. */
const LAG_HOPS = 4;

/** Metadata with the state's first values: one block after the other from the state's start. */
const STARTS = [
  { values: 'erb_norm_init', size: 'erb_norm_state_size' },
  { values: 'spec_norm_init', size: 'spec_norm_state_size' },
] as const;

/** @throws ModelContractError when the key is missing; a file without it can't be run */
function textOf({ metadata }: Graph, input: string, key: string): string {
  const text = metadata[key]?.trim();
  return text ? text : fail(words('enhancer.metadataMissing', { input, key }));
}

const WHOLE_NUMBER = /^\d{1,9}$/;

function numberOf(graph: Graph, input: string, key: string): number {
  const text = textOf(graph, input, key);
  return WHOLE_NUMBER.test(text)
    ? Number(text)
    : fail(words('enhancer.metadataNotNumber', { input, key, text: text.slice(0, 40) }));
}

/** Numbers that are separated by commas. */
function numbersOf(graph: Graph, input: string, key: string, limit: number): number[] {
  const values = textOf(graph, input, key)
    .split(',', limit + 1)
    .map((text) => (text.trim() ? Number(text) : NaN));
  return values.every(Number.isFinite)
    ? values
    : fail(words('enhancer.metadataNotNumber', { input, key, text: textOf(graph, input, key).slice(0, 40) }));
}

function windowOf(graph: Graph): WindowType {
  const text = textOf(graph, NAMES.input, 'window_type');
  return (
    WINDOW_TYPES.find((type) => type === text) ??
    fail(
      words('enhancer.windowUnknown', {
        input: NAMES.input,
        window: text.slice(0, 40),
        known: WINDOW_TYPES.join(', '),
      }),
    )
  );
}

/** The blocks of first values, one after the other. */
function startOf(graph: Graph, { inputName, shape }: CacheSpec): StateStart[] {
  const size = elementsOf(shape);
  const stated = numberOf(graph, inputName, 'state_size');
  if (shape.length !== 1 || stated !== size)
    fail(words('enhancer.stateSize', { input: inputName, shape: show(shape), expected: show([stated]) }));
  let offset = 0;
  return STARTS.map((start) => {
    const values = numbersOf(graph, inputName, start.values, size);
    const expected = numberOf(graph, inputName, start.size);
    if (values.length !== expected || offset + expected > size)
      fail(
        words('enhancer.startSize', { input: inputName, key: start.values, count: values.length, expected }),
      );
    const block = { offset, values };
    offset += expected;
    return block;
  });
}

/**
 * DPDFNet as its publisher exports it (Ceva, "DPDFNet: Boosting DeepFilterNet2 via Dual-Path RNN"; repository
 * ceva-ip/DPDFNet), for 8, 16 and 48 kHz. One vector holds all states; it starts with the values of the
 * metadata; the metadata also states rate, FFT size, hop and window. Scaling by the window is inside the graph.
 */
export const dpdfnet: Contract = {
  id: 'dpdfnet',
  kind: 'spec2spec',
  lagHops: LAG_HOPS,
  unsaid: [],
  recognises: ({ inputs }) => hasNames(inputs, NAMES.input, STATE.input),
  tensors: (graph) => {
    const known = [NAMES.input, STATE.input, NAMES.output, STATE.output];
    const isKnown = (name: string): boolean => known.includes(name);
    refuseOthers(graph.inputs, isKnown, `“${NAMES.input}”, “${STATE.input}”`);
    refuseOthers(graph.outputs, isKnown, `“${NAMES.output}”, “${STATE.output}”`);
    const symbols = new Map<string, number>();
    const signal = spectralSignal(graph, NAMES, SPECTRUM_BY_FRAME, symbols);
    const input = find(graph.inputs, STATE.input) ?? fail(words('enhancer.stateNotFed', STATE));
    const state = readState(input, STATE.output, graph.outputs, symbols);
    return { ...signal, caches: [{ ...state, start: startOf(graph, state) }] };
  },
  framing: (graph, tensors, settings) => {
    const stated = {
      sampleRate: numberOf(graph, NAMES.input, 'sample_rate'),
      nFft: numberOf(graph, NAMES.input, 'n_fft'),
      hop: numberOf(graph, NAMES.input, 'hop_length'),
      windowLength: numberOf(graph, NAMES.input, 'window_length'),
      window: windowOf(graph),
    };
    agree('sampleRate', settings, stated.sampleRate);
    agree('nFft', settings, stated.nFft);
    agree('hop', settings, stated.hop);
    agree('windowLength', settings, stated.windowLength);
    agree('window', settings, stated.window);
    if (nFftOf(tensors) !== stated.nFft)
      fail(
        words('enhancer.signalShape', {
          name: NAMES.input,
          shape: show(tensors.input.shape),
          expected: show([1, 1, stated.nFft / 2 + 1, 2]),
        }),
      );
    return { ...stated, inputFraming: 'hop' };
  },
};
