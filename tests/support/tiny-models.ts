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

/**
 * A spec2spec graph with the real contract whose output spectrum is the input's · gain. Each cache fades it in
 * from silence over the first four frames, so a host that loses a cache is heard.
 */
export function tinySpectral(
  { nFft, cacheShapes = [[1, 16, 20]], gain = 1 }: TinySpectral,
  options: BuildOptions = {},
): ModelProto {
  const builder = new GraphBuilder('tiny');
  const shape = [1, nFft / 2 + 1, 1, 2];
  const specIn = builder.input('spec_in', shape);
  let out = builder.node('Mul', 'mask', [specIn, builder.floats('gain', [gain], [1])]);
  const one = builder.floats('one', [1], [1]);
  const step = builder.floats('step', [1 / FADE_FRAMES], [1]);
  cacheShapes.forEach((cacheShape, k) => {
    const cache = builder.input(`cache_in_${k}`, cacheShape);
    const counted = builder.node('Min', `count_${k}`, [builder.node('Add', `next_${k}`, [cache, step]), one]);
    builder.output(`cache_out_${k}`, counted, cacheShape);
    const fade = builder.node('ReduceMean', `fade_${k}`, [counted], { keepdims: 0 });
    out = builder.node('Mul', `faded_${k}`, [out, fade]);
  });
  builder.output('spec_out', out, shape);
  return builder.build(options);
}

/** Writes a graph as an ONNX file; returns its path. */
export function writeTinyModel(file: string, model: ModelProto): string {
  writeFileSync(file, encodeModel(model));
  return file;
}
