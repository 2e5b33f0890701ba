import { INPUT_CACHE, OUTPUT_CACHE, SIGNAL_NAMES, cacheInput } from '../../shared/graph-names.js';
import type { CacheSpec } from '../../shared/model-spec.js';
import { words } from '../../words/words.js';
import { agree, fail, show, type Contract, type Framing } from './contract.js';
import { defaultSampleRate } from './defaults.js';
import { numberedStates } from './numbered-states.js';
import { signalShape } from './shapes.js';
import { hasNames, signalOutput } from './states.js';

const NAMES = SIGNAL_NAMES.wav2wav;

/** Samples of the state with this number, where it is [1, samples]. */
function samplesIn(caches: readonly CacheSpec[], index: number): number | undefined {
  const shape = caches[index]?.shape;
  return shape?.length === 2 && shape[0] === 1 ? shape[1] : undefined;
}

/** FFT size, hop and framing, from the number of samples that a step takes and gives. */
function readFraming(
  taken: number,
  hop: number,
  caches: readonly CacheSpec[],
): Pick<Framing, 'nFft' | 'hop' | 'inputFraming'> {
  if (taken < hop)
    fail(words('enhancer.fewerIn', { input: NAMES.input, taken, output: NAMES.output, given: hop }));
  if (taken > hop) {
    if (samplesIn(caches, 0) !== taken - hop)
      fail(
        words('enhancer.noOverlapState', {
          input: NAMES.input,
          taken,
          output: NAMES.output,
          given: hop,
          state: cacheInput(0),
          overlap: taken - hop,
          shape: caches[0] ? words('plain', { text: show(caches[0].shape) }) : words('enhancer.missing'),
        }),
      );
    return { nFft: taken, hop, inputFraming: 'window' };
  }
  const overlap = samplesIn(caches, INPUT_CACHE);
  if (overlap === undefined || samplesIn(caches, OUTPUT_CACHE) !== overlap)
    return fail(
      words('enhancer.noStftStates', {
        input: NAMES.input,
        first: cacheInput(INPUT_CACHE),
        second: cacheInput(OUTPUT_CACHE),
      }),
    );
  return { nFft: hop + overlap, hop, inputFraming: 'hop' };
}

/**
 * wav2wav of the FastEnhancer project: the STFT is inside the graph. `wav_in` takes the new samples [1, h], with the
 * input and the output cache in `cache_in_0` and `cache_in_1`; or the whole window [1, n], with the output cache
 * in `cache_in_0`.
 */
export const waveform: Contract = {
  id: 'waveform',
  kind: 'wav2wav',
  lagHops: 0,
  unsaid: ['sampleRate'],
  recognises: ({ inputs }) => hasNames(inputs, NAMES.input),
  tensors: (graph) => {
    const read = (values: typeof graph.inputs, name: string) => {
      const value =
        values.find((candidate) => candidate.name === name) ?? signalOutput(values, NAMES.input, name);
      return { name, shape: signalShape(value, [1, null], '[1, samples]', null) };
    };
    const input = read(graph.inputs, NAMES.input);
    const output = read(graph.outputs, NAMES.output);
    return { input, output, caches: numberedStates(graph, NAMES) };
  },
  framing: (_graph, { input, output, caches }, settings) => {
    const framing = readFraming(input.shape[1] as number, output.shape[1] as number, caches);
    agree('hop', settings, framing.hop);
    agree('nFft', settings, framing.nFft);
    return {
      ...framing,
      sampleRate: settings.sampleRate ?? defaultSampleRate(framing.nFft),
      windowLength: settings.windowLength ?? framing.nFft,
      window: settings.window ?? 'hann',
    };
  },
};
