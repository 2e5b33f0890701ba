import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import {
  cacheInput,
  cacheOutput,
  INPUT_CACHE,
  OUTPUT_CACHE,
  SIGNAL_NAMES,
} from '../../shared/graph-names.js';
import { NotRecognised } from '../recover/not-recognised.js';
import type { Tensor } from '../weights/weights.js';
import type { LeanGraph } from './lean-graph.js';

/** Name of the open size of the chunk's input and output: whole hops, one or more. */
const SAMPLES = 'samples';
/** End of a slice that goes to the end of its axis. */
const TO_END = 2 ** 31;

/** Sizes of a transform in two steps; see export/stft/fourier-nodes.ts. */
interface Sizes {
  readonly rows: number;
  readonly columns: number;
  readonly blocks: number;
}

/**
 * The STFT of a lean graph over all hops of a chunk, and its inverse with overlap-add: the counterpart of StftNodes.
 * The samples lie as rows of one hop each, the oldest ones from the cache; a frame is a row with the rows before it.
 */
export class ChunkStft {
  readonly #graph: GraphBuilder;
  readonly #lean: LeanGraph;
  readonly #samples: Value;
  readonly #outputCache: Value;
  /** Hops that a frame touches, and the samples by which those are more than a frame. */
  readonly #hopsOfFrame: number;
  readonly #excess: number;

  constructor(graph: GraphBuilder, lean: LeanGraph) {
    this.#graph = graph;
    this.#lean = lean;
    const { nFft, hop } = lean;
    if (nFft === hop) throw new NotRecognised('frames without overlap');
    this.#hopsOfFrame = Math.ceil(nFft / hop);
    this.#excess = this.#hopsOfFrame * hop - nFft;
    const newest = graph.input(SIGNAL_NAMES.wav2wav.input, [1, SAMPLES]);
    const oldest = graph.input(cacheInput(INPUT_CACHE), [1, nFft - hop]);
    this.#outputCache = graph.input(cacheInput(OUTPUT_CACHE), [1, nFft - hop]);
    this.#samples = graph.node('Concat', 'stft/samples', [oldest, newest], { axis: 1 });
  }

  /** Spectra of all frames, [hops, 2, bins]. */
  analyse(): Value {
    const graph = this.#graph.scope('stft');
    const { nFft } = this.#lean;
    const window = this.#constant('stft/windowed', 1).data;
    const frames = graph.node('Mul', 'windowed', [
      this.#frames(graph),
      graph.floats('window', window, [1, nFft]),
    ]);
    const inner = this.#constant('stft/inner_sums', 0);
    const outer = this.#constant('stft/outer_sums', 1);
    if (this.#lean.has('stft/wanted_bins')) throw new NotRecognised('bins that are cut');
    const { rows, columns, blocks } = this.#sizes(inner.shape[1], outer.shape[2]);
    const table = reshaped(graph, 'rows_of_frames', frames, [-1, rows, columns]);
    const sums = graph.node('MatMul', 'inner_sums', [
      graph.floats('inner_factors', inner.data, inner.shape),
      table,
    ]);
    // A frame's sums are one row for each k₁: that axis becomes the batch, without a transposition.
    const byRow = reshaped(graph, 'inner_sums_by_k1', sums, [-1, rows, 2 * columns]);
    const bins = graph.node(
      'com.microsoft.FusedMatMul',
      'outer_sums',
      [byRow, graph.floats('outer_factors', outer.data, outer.shape)],
      { transBatchA: 1 },
    );
    const parts = reshaped(graph, 'bins_by_k1', bins, [rows, -1, 2, blocks]);
    const ordered = graph.node('Transpose', 'bins_in_order', [parts], { perm: [1, 2, 3, 0] });
    return reshaped(graph, 'spectra', ordered, [-1, 2, rows * blocks]);
  }

  /** Waveform of the spectra [hops, 2, bins]; declares the graph's signal output and the outputs of both caches. */
  synthesise(spectra: Value): void {
    const graph = this.#graph.scope('istft');
    const { nFft, hop } = this.#lean;
    const inner = this.#constant('istft/inner_sums', 0);
    const outer = this.#constant('istft/outer_sums', 1);
    if (this.#lean.has('istft/all_bins')) throw new NotRecognised('bins that are padded');
    const { rows, columns, blocks } = this.#sizes(inner.shape[0], outer.shape[1]);
    const parts = reshaped(graph, 'bins_by_k2', spectra, [-1, 2, blocks, rows]);
    const byRow = graph.node('Transpose', 'bins_by_k1', [parts], { perm: [3, 0, 1, 2] });
    const sums = graph.node('MatMul', 'outer_sums', [
      reshaped(graph, 'bins_of_k1', byRow, [rows, -1, 2 * blocks]),
      graph.floats('outer_factors', outer.data, outer.shape),
    ]);
    const byFrame = graph.node('Transpose', 'outer_sums_by_frame', [sums], { perm: [1, 0, 2] });
    const table = graph.node('MatMul', 'inner_sums', [
      graph.floats('inner_factors', inner.data, inner.shape),
      reshaped(graph, 'outer_sums_by_part', byFrame, [-1, 2 * rows, columns]),
    ]);
    const frames = graph.node('Mul', 'windowed', [
      reshaped(graph, 'frames', table, [-1, nFft]),
      graph.floats('window', this.#constant('istft/windowed', 1).data, [1, nFft]),
    ]);
    const sum = this.#overlapAdd(graph, frames);
    const open = this.#hopsOfFrame - 1;
    const finished = slice(graph, 'finished_hops', sum, 0, -open, 0);
    const signal = reshaped(graph, 'signal', finished, [1, -1]);
    this.#graph.output(SIGNAL_NAMES.wav2wav.output, signal, [1, SAMPLES]);
    const newest = slice(graph, 'input_cache', this.#samples, -(nFft - hop), TO_END, 1);
    this.#graph.output(cacheOutput(INPUT_CACHE), newest, [1, nFft - hop]);
    const unfinished = slice(graph, 'unfinished_hops', sum, -open, TO_END, 0);
    const flat = reshaped(graph, 'unfinished', unfinished, [1, open * hop]);
    const rest = this.#excess > 0 ? slice(graph, 'output_cache', flat, 0, nFft - hop, 1) : flat;
    this.#graph.output(cacheOutput(OUTPUT_CACHE), rest, [1, nFft - hop]);
  }

  /** [hops, n_fft]. */
  #frames(graph: GraphBuilder): Value {
    const { hop } = this.#lean;
    const excess = this.#excess;
    const zeros = () => graph.floats('zeros', new Float32Array(excess), [1, excess]);
    const whole =
      excess > 0 ? graph.node('Concat', 'whole_hops', [zeros(), this.#samples], { axis: 1 }) : this.#samples;
    const hops = reshaped(graph, 'hops', whole, [-1, hop]);
    const last = this.#hopsOfFrame - 1;
    const parts = Array.from({ length: last + 1 }, (_, part) =>
      slice(graph, `part_${part}`, hops, part, part === last ? TO_END : part - last, 0),
    );
    const frames = graph.node('Concat', 'parts', parts, { axis: 1 });
    return excess > 0 ? slice(graph, 'frames', frames, excess, TO_END, 1) : frames;
  }

  /** Rows of a hop each: the finished ones, then those that the next frames are added to. */
  #overlapAdd(graph: GraphBuilder, frames: Value): Value {
    const { hop } = this.#lean;
    const excess = this.#excess;
    const last = this.#hopsOfFrame - 1;
    const padded =
      excess > 0
        ? graph.node('Pad', 'whole_frames', [frames, graph.ints('frame_pads', [0, 0, 0, excess])])
        : frames;
    const parts = graph.nodeOf(
      'Split',
      'parts',
      [padded, graph.ints('part_sizes', new Array<number>(last + 1).fill(hop))],
      Array.from({ length: last + 1 }, (_, part) => `part_${part}`),
      { axis: 1 },
    );
    const zeros = () => graph.floats('zeros', new Float32Array(excess), [1, excess]);
    const cache =
      excess > 0
        ? graph.node('Concat', 'whole_cache', [this.#outputCache, zeros()], { axis: 1 })
        : this.#outputCache;
    // Part p of a frame falls p hops behind its first one; what the cache holds comes before the last parts.
    const shifted = parts.map((part, p) =>
      p === last
        ? graph.node('Concat', 'with_cache', [reshaped(graph, 'cache_hops', cache, [last, hop]), part], {
            axis: 0,
          })
        : graph.node('Pad', `shifted_${p}`, [part, graph.ints(`pads_${p}`, [p, 0, last - p, 0])]),
    );
    return graph.node('Sum', 'overlap_add', shifted);
  }

  #constant(node: string, index: number): Tensor {
    return this.#lean.constant(this.#lean.node(node), index);
  }

  #sizes(rows = 0, bins = 0): Sizes {
    return { rows, columns: this.#lean.nFft / rows, blocks: bins / 2 };
  }
}

/** @param shape may hold −1 for one size that follows, 0 for one that stays */
const reshaped = (graph: GraphBuilder, name: string, value: Value, shape: readonly number[]): Value =>
  graph.node('Reshape', name, [value, graph.ints(`${name}_shape`, shape)]);

function slice(
  graph: GraphBuilder,
  name: string,
  value: Value,
  from: number,
  to: number,
  axis: number,
): Value {
  const bounds = { first: from, end: to, axis };
  return graph.node('Slice', name, [
    value,
    ...Object.entries(bounds).map(([bound, at]) => graph.ints(`${name}_${bound}`, [at])),
  ]);
}
