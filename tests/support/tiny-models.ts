import { writeFileSync } from 'node:fs';
import { GraphBuilder, type BuildOptions } from '../../src/onnx/graph-builder.js';
import { encodeModel } from '../../src/onnx/model-file.js';
import type { ModelProto } from '../../src/onnx/onnx_pb.js';

export interface TinyWaveform {
  /** Samples per hop. */
  readonly hop: number;
  readonly nFft: number;
  /** `hop`: `wav_in [1, h]`, the graph keeps the input cache. `window`: `wav_in [1, n]`, the host keeps it. */
  readonly framing: 'hop' | 'window';
  readonly gain?: number;
}

/**
 * A wav2wav graph with the real contract whose output is the input · gain, n − h samples late. The caches are
 * real ones: each output hop is cut from the window, and the overlap-add cache counts, so a host that
 * loses, swaps or reorders caches gives other samples.
 */
export function tinyWaveform(
  { hop, nFft, framing, gain = 1 }: TinyWaveform,
  options: BuildOptions = {},
): ModelProto {
  const builder = new GraphBuilder('tiny');
  const overlap = nFft - hop;
  const caches: [number, string][] = [];
  const cache = (): string => {
    const k = caches.length;
    const name = builder.input(`cache_in_${k}`, [1, overlap]);
    caches.push([k, '']);
    return name;
  };
  const keep = (k: number, value: string): void => {
    caches[k] = [k, value];
  };
  const slice = (name: string, value: string, start: number, end: number): string =>
    builder.node('Slice', name, [
      value,
      builder.ints(`${name}.start`, [start]),
      builder.ints(`${name}.end`, [end]),
      builder.ints(`${name}.axis`, [1]),
    ]);
  let window: string;
  if (framing === 'hop') {
    const wavIn = builder.input('wav_in', [1, hop]);
    window = builder.node('Concat', 'window', [cache(), wavIn], { axis: 1 });
    keep(0, slice('input_cache', window, hop, nFft));
  } else {
    window = builder.input('wav_in', [1, nFft]);
  }
  // Every sample passes ⌈n/h⌉ windows; each adds an equal share, so the overlap-add gives the input back.
  const cacheOut = framing === 'hop' ? 1 : 0;
  const output = cache();
  const shares = builder.floats('shares', overlapShares(hop, nFft, gain), [1, nFft]);
  const weighted = builder.node('Mul', 'weighted', [window, shares]);
  const zeros = builder.floats('zeros', new Float32Array(hop), [1, hop]);
  const padded = builder.node('Concat', 'padded', [output, zeros], { axis: 1 });
  const sum = builder.node('Add', 'sum', [weighted, padded]);
  keep(cacheOut, slice('output_cache', sum, hop, nFft));
  builder.output('wav_out', slice('hop_out', sum, 0, hop), [1, hop]);
  for (const [k, value] of caches) builder.output(`cache_out_${k}`, value, [1, overlap]);
  return builder.build(options);
}

/** gain ÷ the number of windows that sample i of a window will have passed when it leaves. */
function overlapShares(hop: number, nFft: number, gain: number): Float32Array {
  return Float32Array.from({ length: nFft }, (_, i) => {
    const phase = i % hop;
    return gain / Math.ceil((nFft - phase) / hop);
  });
}

export interface TinySpectral {
  readonly nFft: number;
  /** Shapes of the caches. */
  readonly cacheShapes?: readonly (readonly number[])[];
  readonly gain?: number;
}

/** Frames after which a tiny spec2spec graph has faded in. */
export const FADE_FRAMES = 4;

interface FadingSpectrum {
  readonly shape: readonly number[];
  readonly signal: readonly [input: string, output: string];
  /** Names of each state's input and output, and its shape. */
  readonly states: readonly (readonly [input: string, output: string, shape: readonly number[]])[];
  readonly gain: number;
}

/**
 * A graph whose output spectrum is the input's · gain. Each state fades it in from silence over the first four
 * frames, so a host that loses a state is heard.
 */
function fadingSpectrum(
  { shape, signal: [input, output], states, gain }: FadingSpectrum,
  options: BuildOptions,
) {
  const builder = new GraphBuilder('tiny');
  let out = builder.node('Mul', 'mask', [builder.input(input, shape), builder.floats('gain', [gain], [1])]);
  const one = builder.floats('one', [1], [1]);
  const step = builder.floats('step', [1 / FADE_FRAMES], [1]);
  states.forEach(([stateIn, stateOut, stateShape], k) => {
    const state = builder.input(stateIn, stateShape);
    const counted = builder.node('Min', `count_${k}`, [builder.node('Add', `next_${k}`, [state, step]), one]);
    builder.output(stateOut, counted, stateShape);
    const fade = builder.node('ReduceMean', `fade_${k}`, [counted], { keepdims: 0 });
    out = builder.node('Mul', `faded_${k}`, [out, fade]);
  });
  builder.output(output, out, shape);
  return builder.build(options);
}

/** A fading spec2spec graph with the real contract. */
export const tinySpectral = (
  { nFft, cacheShapes = [[1, 16, 20]], gain = 1 }: TinySpectral,
  options: BuildOptions = {},
): ModelProto =>
  fadingSpectrum(
    {
      shape: [1, nFft / 2 + 1, 1, 2],
      signal: ['spec_in', 'spec_out'],
      states: cacheShapes.map((shape, k) => [`cache_in_${k}`, `cache_out_${k}`, shape] as const),
      gain,
    },
    options,
  );

/** A fading graph with the names and shapes of GTCRN's authors. */
export const tinyGtcrn = (gain = 1, options: BuildOptions = {}): ModelProto =>
  fadingSpectrum(
    {
      shape: [1, 257, 1, 2],
      signal: ['mix', 'enh'],
      states: [
        ['conv_cache', 'conv_cache_out', [2, 1, 16, 16, 33]],
        ['tra_cache', 'tra_cache_out', [2, 3, 1, 1, 16]],
        ['inter_cache', 'inter_cache_out', [2, 1, 33, 16]],
      ],
      gain,
    },
    options,
  );

/** A fading graph of no known names, one of whose two states has the spectrum's rank. */
export const tinyUnknown = (gain = 1, options: BuildOptions = {}): ModelProto =>
  fadingSpectrum(
    {
      shape: [1, 1, 161, 2],
      signal: ['frame', 'cleaned'],
      states: [
        ['h0', 'h0_next', [1, 1, 24]],
        ['h1', 'h1_next', [2, 1, 33, 16]],
      ],
      gain,
    },
    options,
  );

export interface TinyDpdfnet {
  readonly sampleRate: number;
  readonly nFft: number;
  readonly gain?: number;
  /** Metadata that replaces or, where it is undefined, removes what the publisher writes. */
  readonly metadata?: Readonly<Record<string, string | undefined>>;
}

/** Values with which the tiny DPDFNet's state starts; both blocks have to lie where they belong. */
const ERB_START = [0.25, -1];
const SPEC_START = [2, 0.5, 0.125];
/** Frames by which the publisher's networks lag. */
const DPDFNET_LAG = 4;

/**
 * A graph with DPDFNet's names, metadata and lag. Its state holds the start values and the frames of the lag; the
 * output is the oldest frame · gain, scaled by the product of the first value of each block and 2, which is 1 as
 * long as they are where the metadata puts them.
 */
export function tinyDpdfnet({ sampleRate, nFft, gain = 1, metadata = {} }: TinyDpdfnet): ModelProto {
  const builder = new GraphBuilder('tiny');
  const bins = nFft / 2 + 1;
  const first = ERB_START.length + SPEC_START.length;
  const size = first + DPDFNET_LAG * bins * 2;
  const cut = (name: string, value: string, start: number, end: number): string =>
    builder.node('Slice', name, [
      value,
      builder.ints(`${name}.start`, [start]),
      builder.ints(`${name}.end`, [end]),
      builder.ints(`${name}.axis`, [0]),
    ]);
  const spectrum = builder.input('spec', [1, 1, bins, 2]);
  const state = builder.input('state_in', [size]);
  const flat = builder.node('Reshape', 'flat', [spectrum, builder.ints('flat.shape', [2 * bins])]);
  const scale = builder.node('Mul', 'scale', [
    builder.node('Mul', 'starts', [cut('erb', state, 0, 1), cut('spec_start', state, 2, 3)]),
    builder.floats('twice', [2 * gain], [1]),
  ]);
  const oldest = builder.node('Mul', 'oldest', [cut('queue', state, first, first + 2 * bins), scale]);
  const shape = builder.ints('frame.shape', [1, 1, bins, 2]);
  builder.output('spec_e', builder.node('Reshape', 'frame', [oldest, shape]), [1, 1, bins, 2]);
  const parts = [cut('starts_kept', state, 0, first), cut('queue_kept', state, first + 2 * bins, size), flat];
  builder.output('state_out', builder.node('Concat', 'next', parts, { axis: 0 }), [size]);
  const published: Record<string, string | undefined> = {
    sample_rate: String(sampleRate),
    n_fft: String(nFft),
    hop_length: String(nFft / 2),
    window_length: String(nFft),
    window_type: 'vorbis',
    state_size: String(size),
    erb_norm_state_size: String(ERB_START.length),
    spec_norm_state_size: String(SPEC_START.length),
    erb_norm_init: ERB_START.join(','),
    spec_norm_init: SPEC_START.join(','),
    ...metadata,
  };
  const given = Object.entries(published).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return builder.build({ metadata: Object.fromEntries(given) });
}

/** Writes a graph as an ONNX file; returns its path. */
export function writeTinyModel(file: string, model: ModelProto): string {
  writeFileSync(file, encodeModel(model));
  return file;
}
