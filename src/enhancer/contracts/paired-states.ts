import type { CacheSpec } from '../../shared/model-spec.js';
import { words } from '../../words/words.js';
import type { GraphValue } from '../session.js';
import { fail, type Contract, type Graph } from './contract.js';
import { fixedShape, isSpectrum, sameShape, type Symbols } from './shapes.js';
import { SPECTRUM_BY_BIN, SPECTRUM_BY_FRAME, spectralFraming, spectralSignal } from './spectral.js';

const onlySpectrum = (values: readonly GraphValue[]): GraphValue | undefined => {
  const [first, ...others] = values.filter(isSpectrum);
  return others.length === 0 ? first : undefined;
};

/** Pairs each state with the first output of its shape that is free, in the graph's order. */
function pairByShape({ inputs, outputs }: Graph, signal: readonly string[], symbols: Symbols): CacheSpec[] {
  const isState = ({ name }: GraphValue): boolean => !signal.includes(name);
  const free = outputs.filter(isState).map((value) => ({ value, shape: fixedShape(value, symbols) }));
  const states = inputs.filter(isState).map((input) => {
    const shape = fixedShape(input, symbols);
    const at = free.findIndex((candidate) => sameShape(candidate.shape, shape));
    const [output] = at >= 0 ? free.splice(at, 1) : [];
    if (!output) return fail(words('enhancer.noPair', { name: input.name }));
    return { inputName: input.name, outputName: output.value.name, shape };
  });
  const [left] = free;
  if (left) fail(words('enhancer.noPair', { name: left.value.name }));
  return states;
}

/**
 * A guess for graphs of no known names: one spectrum in, one of the same shape out, and states that pair with
 * outputs by shape and order and start at zero. Never taken unless the user asked for it: a wrong guess gives noise.
 */
export const pairedStates: Contract = {
  id: 'paired-states',
  kind: 'spec2spec',
  lagHops: 0,
  unsaid: ['sampleRate', 'hop', 'window'],
  recognises: ({ inputs, outputs }) =>
    onlySpectrum(inputs) !== undefined && onlySpectrum(outputs) !== undefined && inputs.length > 1,
  tensors: (graph) => {
    const input = onlySpectrum(graph.inputs);
    const output = onlySpectrum(graph.outputs);
    if (!input || !output) return fail(words('enhancer.noSpectrum'));
    const symbols = new Map<string, number>();
    const names = { input: input.name, output: output.name };
    const layout =
      input.shape[1] === 1 || typeof input.shape[1] === 'string' ? SPECTRUM_BY_FRAME : SPECTRUM_BY_BIN;
    const signal = spectralSignal(graph, names, layout, symbols);
    return { ...signal, caches: pairByShape(graph, [input.name, output.name], symbols) };
  },
  framing: (_graph, tensors, settings) => spectralFraming(tensors, settings),
};
