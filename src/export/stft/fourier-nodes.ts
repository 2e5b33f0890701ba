import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';

/**
 * Real discrete Fourier transforms of one frame as two small matrix products (Cooley and Tukey, "An Algorithm
 * for the Machine Calculation of Complex Fourier Series", 1965): with N = R·C, n = C·n₁ + n₂ and k = k₁ + R·k₂,
 *
 *   X[k₁ + R·k₂] = Σ_n₂ e^(−2πi·n₂·(k₁ + R·k₂)/N) · Σ_n₁ e^(−2πi·n₁·k₁/R) · x[C·n₁ + n₂]
 *
 * The inner sum is one product of matrices; the outer one, with the twiddle factors in it, one product for each
 * k₁. Far fewer operations and constants than a dense matrix, and faster than ONNX's DFT operator; see
 * docs/decisions for what was measured.
 */

/** `planar`: [1, 2, bins], all real parts before the imaginary ones. `interleaved`: [1, bins, 1, 2], as `spec_in`. */
export type SpectrumLayout = 'planar' | 'interleaved';

/** One of the spectra that a graph carries: the lowest `bins` of n_fft/2 + 1. */
export interface SpectrumShape {
  readonly layout: SpectrumLayout;
  readonly bins: number;
}

/** Factors of N: R values of n₁ and k₁, C of n₂; Q of k₂, as many as the wanted bins need. */
interface Factors {
  readonly size: number;
  readonly rows: number;
  readonly columns: number;
  readonly blocks: number;
}

function factorise(size: number, bins: number): Factors {
  let rows = Math.floor(Math.sqrt(size));
  while (size % rows !== 0) rows--;
  return { size, rows, columns: size / rows, blocks: Math.ceil(bins / rows) };
}

/** Cosine of numerator/denominator turns; exact where it is 0, so that bins 0 and N/2 come out real. */
function cosine(numerator: number, denominator: number): number {
  const part = numerator % denominator;
  return (4 * part) % denominator === 0 && ((4 * part) / denominator) % 2 === 1
    ? 0
    : Math.cos((2 * Math.PI * part) / denominator);
}

/** Sine of numerator/denominator turns. */
const sine = (numerator: number, denominator: number): number =>
  // A quarter turn back is three quarters on.
  cosine(4 * numerator + 3 * denominator, 4 * denominator);

const fullShape = ({ layout }: SpectrumShape, { blocks, rows }: Factors): number[] =>
  layout === 'planar' ? [1, 2, blocks * rows] : [1, blocks * rows, 1, 2];

const frequencyAxis = ({ layout }: SpectrumShape): number => (layout === 'planar' ? 2 : 1);

/**
 * Forward transform.
 *
 * @param frame value [1, size], already windowed; size is even, and fastest with a divisor near its square root
 * @returns the spectrum, in the wanted layout
 */
export function forwardTransform(
  graph: GraphBuilder,
  frame: Value,
  size: number,
  spectrum: SpectrumShape,
): Value {
  const factors = factorise(size, spectrum.bins);
  const { rows, columns, blocks } = factors;
  const table = reshaped(graph, 'rows', frame, 'rows_shape', [rows, columns]);
  // Row 2·k₁ is the real part, row 2·k₁ + 1 the imaginary one.
  const inner = graph.node('MatMul', 'inner_sums', [
    graph.floats('inner_factors', innerForward(rows), [2 * rows, rows]),
    table,
  ]);
  const perRow = reshaped(graph, 'inner_sums_by_k1', inner, 'by_k1_shape', [rows, 1, 2 * columns]);
  const outer = outerSums(graph, perRow, outerForward(factors), [rows, 2 * columns, 2 * blocks]);
  const parts = reshaped(graph, 'bins_by_k1', outer, 'bins_by_k1_shape', [rows, 2, blocks]);
  const ordered = graph.node('Transpose', 'bins_in_order', [parts], {
    perm: spectrum.layout === 'planar' ? [1, 2, 0] : [2, 0, 1],
  });
  const full = reshaped(graph, 'spectrum', ordered, 'spectrum_shape', fullShape(spectrum, factors));
  if (blocks * rows === spectrum.bins) return full;
  return graph.node('Slice', 'wanted_bins', [
    full,
    graph.ints('first_bin', [0]),
    graph.ints('bins', [spectrum.bins]),
    graph.ints('frequency_axis', [frequencyAxis(spectrum)]),
  ]);
}

/**
 * Inverse transform; bins above those that are given count as zero, the imaginary parts of bins 0 and size/2
 * have no effect.
 *
 * @returns the frame [1, size], scaled by 1/size and multiplied by `window` [size]
 */
export function inverseTransform(
  graph: GraphBuilder,
  spectrumValue: Value,
  spectrum: SpectrumShape,
  window: Float64Array,
): Value {
  const factors = factorise(window.length, spectrum.bins);
  const { size, rows, columns, blocks } = factors;
  const planar = spectrum.layout === 'planar';
  const full = padBins(graph, spectrumValue, spectrum, blocks * rows);
  const parts = reshaped(
    graph,
    'bins_by_k2',
    full,
    'bins_by_k2_shape',
    planar ? [2, blocks, rows] : [blocks, rows, 2],
  );
  const ordered = graph.node('Transpose', 'bins_by_k1', [parts], { perm: planar ? [2, 0, 1] : [1, 2, 0] });
  const perRow = reshaped(graph, 'bins_of_k1', ordered, 'bins_of_k1_shape', [rows, 1, 2 * blocks]);
  const outer = outerSums(graph, perRow, outerInverse(factors), [rows, 2 * blocks, 2 * columns]);
  const table = reshaped(graph, 'outer_sums_by_part', outer, 'by_part_shape', [2 * rows, columns]);
  const inner = graph.node('MatMul', 'inner_sums', [
    graph.floats('inner_factors', innerInverse(rows), [rows, 2 * rows]),
    table,
  ]);
  const frame = reshaped(graph, 'frame', inner, 'frame_shape', [1, size]);
  return graph.node('Mul', 'windowed', [frame, graph.floats('window', window, [1, size])]);
}

const reshaped = (
  graph: GraphBuilder,
  name: string,
  value: Value,
  shapeName: string,
  shape: readonly number[],
): Value => graph.node('Reshape', name, [value, graph.ints(shapeName, shape)]);

/** One product for each k₁. */
const outerSums = (
  graph: GraphBuilder,
  perRow: Value,
  factors: Float64Array,
  shape: readonly number[],
): Value => graph.node('MatMul', 'outer_sums', [perRow, graph.floats('outer_factors', factors, shape)]);

/** A spectrum with zeros above its bins, so that there are `bins` of them. */
function padBins(graph: GraphBuilder, value: Value, spectrum: SpectrumShape, bins: number): Value {
  const missing = bins - spectrum.bins;
  if (missing === 0) return value;
  const shape = spectrum.layout === 'planar' ? [1, 2, missing] : [1, missing, 1, 2];
  const zeros = graph.floats('missing_bins', new Float32Array(2 * missing), shape);
  return graph.node('Concat', 'all_bins', [value, zeros], { axis: frequencyAxis(spectrum) });
}

/** [2R, R]: e^(−2πi·n₁·k₁/R), row 2·k₁ + part. */
function innerForward(rows: number): Float64Array {
  const matrix = new Float64Array(2 * rows * rows);
  for (let k1 = 0; k1 < rows; k1++)
    for (let n1 = 0; n1 < rows; n1++) {
      matrix[2 * k1 * rows + n1] = cosine(n1 * k1, rows);
      matrix[(2 * k1 + 1) * rows + n1] = -sine(n1 * k1, rows);
    }
  return matrix;
}

/** [R, 2C, 2Q]: (part, n₂) to (part, k₂) by e^(−2πi·n₂·(k₁ + R·k₂)/N), for each k₁. */
function outerForward({ size, rows, columns, blocks }: Factors): Float64Array {
  const matrix = new Float64Array(rows * 2 * columns * 2 * blocks);
  for (let k1 = 0; k1 < rows; k1++)
    for (let n2 = 0; n2 < columns; n2++)
      for (let k2 = 0; k2 < blocks; k2++) {
        const phase = n2 * (k1 + rows * k2);
        const fromReal = (k1 * 2 * columns + n2) * 2 * blocks + k2;
        const fromImaginary = fromReal + columns * 2 * blocks;
        matrix[fromReal] = cosine(phase, size);
        matrix[fromReal + blocks] = -sine(phase, size);
        matrix[fromImaginary] = sine(phase, size);
        matrix[fromImaginary + blocks] = cosine(phase, size);
      }
  return matrix;
}

/** [R, 2Q, 2C]: (part, k₂) to (part, n₂) by c/N · e^(2πi·n₂·(k₁ + R·k₂)/N); c = 2 where a bin has a mirror. */
function outerInverse({ size, rows, columns, blocks }: Factors): Float64Array {
  const matrix = new Float64Array(rows * 2 * blocks * 2 * columns);
  for (let k1 = 0; k1 < rows; k1++)
    for (let k2 = 0; k2 < blocks; k2++) {
      const bin = k1 + rows * k2;
      const scale = (bin === 0 || bin === size / 2 ? 1 : 2) / size;
      for (let n2 = 0; n2 < columns; n2++) {
        const phase = n2 * bin;
        const fromReal = (k1 * 2 * blocks + k2) * 2 * columns + n2;
        const fromImaginary = fromReal + blocks * 2 * columns;
        matrix[fromReal] = scale * cosine(phase, size);
        matrix[fromReal + columns] = scale * sine(phase, size);
        matrix[fromImaginary] = -scale * sine(phase, size);
        matrix[fromImaginary + columns] = scale * cosine(phase, size);
      }
    }
  return matrix;
}

/** [R, 2R]: the real part of e^(2πi·n₁·k₁/R), column 2·k₁ + part. */
function innerInverse(rows: number): Float64Array {
  const matrix = new Float64Array(2 * rows * rows);
  for (let n1 = 0; n1 < rows; n1++)
    for (let k1 = 0; k1 < rows; k1++) {
      matrix[(n1 * rows + k1) * 2] = cosine(n1 * k1, rows);
      matrix[(n1 * rows + k1) * 2 + 1] = -sine(n1 * k1, rows);
    }
  return matrix;
}
