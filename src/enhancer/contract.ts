import type { CacheSpec, ModelKind, ModelSettings, ModelSpec } from '../shared/model-spec.js';
import { UserError } from '../shared/user-error.js';
import type { GraphValue } from './session.js';

/** A graph that has no contract of a streaming enhancer, or settings that contradict it. */
export class ModelContractError extends UserError {
  override readonly name = 'ModelContractError';
}

/** Rate in Hz where nothing tells: the known families use an FFT size of 512 at 16 kHz and of 1024 at 48 kHz. */
const defaultSampleRate = (nFft: number): number => (nFft >= 1024 ? 48_000 : 16_000);
/** Hop of a spec2spec graph that nothing tells: half the window, as in most of the family. */
const defaultHop = (nFft: number): number => nFft / 2;

const fail = (message: string): never => {
  throw new ModelContractError(message);
};

const show = (shape: readonly (number | string)[]): string => `[${shape.join(', ')}]`;

/** Shape of a float32 tensor whose every dimension is a number. */
function fixedShape(value: GraphValue): readonly number[] {
  if (!value.isTensor || value.type !== 'float32')
    return fail(`“${value.name}” is ${value.type}, but a streaming model's tensors are float32.`);
  if (!value.shape.every((size): size is number => typeof size === 'number' && size > 0))
    return fail(
      `“${value.name}” has the shape ${show(value.shape)}, but a streaming model has no dynamic or empty dimensions. Export it for streaming, with fixed shapes.`,
    );
  return value.shape;
}

const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis]);

/** Pairs `cache_in_k` with `cache_out_k`, in the graph's order. */
function readCaches(inputs: readonly GraphValue[], outputs: readonly GraphValue[]): CacheSpec[] {
  const cacheInputs = inputs.filter(({ name }) => name.startsWith('cache_in_'));
  const cacheOutputs = outputs.filter(({ name }) => name.startsWith('cache_out_'));
  for (const { name } of cacheOutputs)
    if (!cacheInputs.some((input) => input.name === name.replace('cache_out_', 'cache_in_')))
      fail(`“${name}” has no “${name.replace('cache_out_', 'cache_in_')}” to go back in.`);
  return cacheInputs.map((input) => {
    const outputName = input.name.replace('cache_in_', 'cache_out_');
    const output =
      cacheOutputs.find(({ name }) => name === outputName) ??
      fail(`“${input.name}” has no “${outputName}” that feeds it.`);
    const shape = fixedShape(input);
    if (!sameShape(shape, fixedShape(output)))
      fail(
        `“${input.name}” is ${show(shape)} but “${outputName}” is ${show(output.shape)}: they must be alike.`,
      );
    return { inputName: input.name, outputName, shape };
  });
}

/** Refuses inputs and outputs beside the signal and the caches: nothing would feed or read them. */
function refuseOthers(values: readonly GraphValue[], signal: string, cachePrefix: string): void {
  const other = values.find(({ name }) => name !== signal && !name.startsWith(cachePrefix));
  if (other)
    fail(`“${other.name}” is neither “${signal}” nor a “${cachePrefix}k”: this is another kind of model.`);
}

/** A setting that is given must agree with what the graph says. */
function agree(name: string, given: number | undefined, graph: number): void {
  if (given !== undefined && given !== graph)
    fail(`The ${name} is ${graph} by the model's graph, but ${given} was asked for.`);
}

const samplesOf = (value: GraphValue): number => {
  const shape = fixedShape(value);
  if (shape.length !== 2 || shape[0] !== 1)
    fail(`“${value.name}” has the shape ${show(shape)}; [1, samples] was expected.`);
  return shape[1] as number;
};

type Framing = Pick<ModelSpec, 'nFft' | 'hop' | 'inputFraming'>;

/** n_fft, hop and framing of a wav2wav graph, from the shapes of `wav_in`, `wav_out` and the caches. */
function readWaveform(wavIn: GraphValue, wavOut: GraphValue, caches: readonly CacheSpec[]): Framing {
  const inputLength = samplesOf(wavIn);
  const hop = samplesOf(wavOut);
  const overlap = (index: number): number | undefined => {
    const shape = caches[index]?.shape;
    return shape?.length === 2 && shape[0] === 1 ? shape[1] : undefined;
  };
  if (inputLength > hop) {
    if (overlap(0) !== inputLength - hop)
      fail(
        `“wav_in” takes ${inputLength} samples and “wav_out” gives ${hop}, so “cache_in_0” should be [1, ${inputLength - hop}] (n − h), but is ${caches[0] ? show(caches[0].shape) : 'missing'}.`,
      );
    return { nFft: inputLength, hop, inputFraming: 'window' };
  }
  if (inputLength < hop) fail(`“wav_in” takes ${inputLength} samples but “wav_out” gives ${hop}.`);
  const cached = overlap(0);
  if (cached === undefined || overlap(1) !== cached)
    return fail(
      '“wav_in” takes one hop, so “cache_in_0” and “cache_in_1” should be the input and the output cache, both [1, n − h]; they are not.',
    );
  return { nFft: hop + cached, hop, inputFraming: 'hop' };
}

/** n_fft of a spec2spec graph from the shape [1, n/2 + 1, 1, 2]. */
function readSpectral(specIn: GraphValue, specOut: GraphValue): number {
  const shape = fixedShape(specIn);
  const bins = shape[1] ?? 0;
  if (shape.length !== 4 || shape[0] !== 1 || shape[2] !== 1 || shape[3] !== 2 || bins < 2)
    fail(`“spec_in” has the shape ${show(shape)}; [1, n_fft/2 + 1, 1, 2] (real, imaginary) was expected.`);
  if (!sameShape(shape, fixedShape(specOut)))
    fail(`“spec_in” is ${show(shape)} but “spec_out” is ${show(specOut.shape)}: they must be alike.`);
  return 2 * (bins - 1);
}

/**
 * Reads the contract of a streaming enhancer from its graph's inputs and outputs.
 *
 * @param settings what the graph doesn't say (rate; hop and window of spec2spec); what it does say must agree
 * @throws ModelContractError that says in words what is wrong
 */
export function readContract(
  inputs: readonly GraphValue[],
  outputs: readonly GraphValue[],
  settings: ModelSettings = {},
): ModelSpec {
  const find = (values: readonly GraphValue[], name: string) => values.find((value) => value.name === name);
  const kind: ModelKind | undefined = find(inputs, 'wav_in')
    ? 'wav2wav'
    : find(inputs, 'spec_in')
      ? 'spec2spec'
      : undefined;
  if (!kind)
    return fail(
      `This model has neither “wav_in” nor “spec_in” among its inputs (${inputs.map(({ name }) => name).join(', ') || 'none'}), so it is not a streaming speech enhancer.`,
    );
  const [inputName, outputName] = kind === 'wav2wav' ? ['wav_in', 'wav_out'] : ['spec_in', 'spec_out'];
  const input = find(inputs, inputName) as GraphValue;
  const output =
    find(outputs, outputName) ?? fail(`This model takes “${inputName}” but gives no “${outputName}”.`);
  refuseOthers(inputs, inputName, 'cache_in_');
  refuseOthers(outputs, outputName, 'cache_out_');
  const caches = readCaches(inputs, outputs);

  let framing: Framing;
  if (kind === 'wav2wav') {
    framing = readWaveform(input, output, caches);
    agree('hop', settings.hop, framing.hop);
  } else {
    const nFft = readSpectral(input, output);
    framing = { nFft, hop: settings.hop ?? defaultHop(nFft), inputFraming: 'hop' };
  }
  const { nFft, hop } = framing;
  agree('FFT size', settings.nFft, nFft);
  if (!Number.isInteger(hop) || hop < 1 || hop > nFft)
    fail(`A hop of ${hop} samples does not fit an FFT size of ${nFft}: it must be between 1 and ${nFft}.`);
  const windowLength = settings.windowLength ?? nFft;
  if (!Number.isInteger(windowLength) || windowLength < hop || windowLength > nFft)
    fail(`A window of ${windowLength} samples must lie between the hop (${hop}) and the FFT size (${nFft}).`);
  return {
    kind,
    sampleRate: settings.sampleRate ?? defaultSampleRate(nFft),
    ...framing,
    windowLength,
    window: settings.window ?? 'hann',
    caches,
    latencySamples: nFft - hop,
  };
}
