import {
  CACHE_INPUT_PREFIX,
  CACHE_OUTPUT_PREFIX,
  inputOfCache,
  outputOfCache,
  type SignalNames,
} from '../../shared/graph-names.js';
import type { CacheSpec } from '../../shared/model-spec.js';
import { words } from '../../words/words.js';
import { fail, type Graph } from './contract.js';
import { NO_SYMBOLS } from './shapes.js';
import { find, readState, refuseOthers } from './states.js';

/** Pairs `cache_in_k` with `cache_out_k`, in the graph's order, and refuses what is neither these nor the signal. */
export function numberedStates({ inputs, outputs }: Graph, signal: SignalNames): readonly CacheSpec[] {
  const known = (name: string, prefix: string): string => `“${name}”, “${prefix}k”`;
  refuseOthers(
    inputs,
    (name) => name === signal.input || name.startsWith(CACHE_INPUT_PREFIX),
    known(signal.input, CACHE_INPUT_PREFIX),
  );
  refuseOthers(
    outputs,
    (name) => name === signal.output || name.startsWith(CACHE_OUTPUT_PREFIX),
    known(signal.output, CACHE_OUTPUT_PREFIX),
  );
  for (const { name } of outputs)
    if (name !== signal.output && !find(inputs, inputOfCache(name)))
      fail(words('enhancer.stateGoesNowhere', { output: name, input: inputOfCache(name) }));
  return inputs
    .filter(({ name }) => name !== signal.input)
    .map((input) => readState(input, outputOfCache(input.name), outputs, NO_SYMBOLS));
}
