import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';
import { readLayer, type Layer } from '../../weights/fold.js';
import type { Weights } from '../../weights/weights.js';
import { BINS_OF_512 } from '../options.js';

/** Bands of the subband path. */
export const SUBBANDS = 32;

/**
 * The five regions of the spectrum: each encodes some of the bands by a convolution of its own over the
 * magnitudes, and decodes some rows of the bands, each to as many bins as the stride.
 */
const REGIONS = [
  { kernel: 4, stride: 2, firstBin: -1, bands: 8, firstRow: 0, skippedBins: 0, bins: 16 },
  { kernel: 7, stride: 3, firstBin: 13, bands: 6, firstRow: 8, skippedBins: 1, bins: 16 },
  { kernel: 11, stride: 5, firstBin: 30, bands: 6, firstRow: 13, skippedBins: 4, bins: 32 },
  { kernel: 20, stride: 10, firstBin: 61, bands: 6, firstRow: 19, skippedBins: 8, bins: 64 },
  { kernel: 40, stride: 20, firstBin: 122, bands: 6, firstRow: 25, skippedBins: 16, bins: 129 },
] as const;

const WIDEST_KERNEL = Math.max(...REGIONS.map(({ kernel }) => kernel));
/** Bins of all regions' decoders for one row. */
const DECODED = REGIONS.reduce((sum, { stride }) => sum + stride, 0);
/** The last region decodes a row of zeros behind the bands: both paths carry it along. */
const ROWS = SUBBANDS + 1;
const BINS = BINS_OF_512;

/** Encoders and decoders of the subband path. */
export interface Subbands {
  readonly channels: number;
  /** For each region a convolution [channels, 1, kernel]. */
  readonly encoders: readonly Layer[];
  /** For each region a layer [stride, 2·channels]. */
  readonly decoders: readonly Layer[];
}

/** Reads the weights of the subband path. */
export const readSubbands = (weights: Weights, channels: number): Subbands => ({
  channels,
  encoders: REGIONS.map(({ kernel }, i) =>
    readLayer(weights.scope(`subband_encoder.conv${i + 1}.0`), [channels, 1, kernel]),
  ),
  decoders: REGIONS.map(({ stride }, i) =>
    readLayer(weights.scope(`subband_decoder.lin${i + 1}.0`), [stride, 2 * channels]),
  ),
});

/** Magnitudes [1, bins] to [1, 33, channels]: all five convolutions as one product for each band. */
export function addSubbandEncoder(
  graph: GraphBuilder,
  magnitude: Value,
  { channels, encoders }: Subbands,
): Value {
  const indices = new Array<number>(ROWS * WIDEST_KERNEL).fill(0);
  const weight = new Float64Array(ROWS * WIDEST_KERNEL * channels);
  const bias = new Float64Array(ROWS * channels);
  let row = 0;
  REGIONS.forEach(({ kernel, stride, firstBin, bands }, region) => {
    const layer = encoders[region] as Layer;
    for (let band = 0; band < bands; band++, row++) {
      bias.set(layer.bias, row * channels);
      for (let tap = 0; tap < kernel; tap++) {
        const bin = firstBin + band * stride + tap;
        // Beyond the spectrum there is padding: its weight stays zero.
        if (bin < 0 || bin >= BINS) continue;
        indices[row * WIDEST_KERNEL + tap] = bin;
        for (let c = 0; c < channels; c++)
          weight[(row * WIDEST_KERNEL + tap) * channels + c] = layer.weight.data[c * kernel + tap] as number;
      }
    }
  });
  const flat = graph.node('Reshape', 'flat', [magnitude, graph.ints('flat_shape', [BINS])]);
  const bins = graph.node('Gather', 'bins', [
    flat,
    graph.ints('bin_indices', indices, [ROWS, 1, WIDEST_KERNEL]),
  ]);
  const features = graph.node('MatMul', 'features', [
    bins,
    graph.floats('weight', weight, [ROWS, WIDEST_KERNEL, channels]),
  ]);
  const biased = graph.node('Add', 'biased', [features, graph.floats('bias', bias, [ROWS, 1, channels])]);
  return graph.node('Reshape', 'bands', [
    graph.node('Relu', 'relu', [biased]),
    graph.ints('bands_shape', [1, ROWS, channels]),
  ]);
}

/**
 * Half of the subbands' mask, [1, bins]: every region's layer on every row, of which the bins that count are
 * picked. (ReLU of a half is half of the ReLU, so the half is in the weights.)
 *
 * @param encoded and `decoded`: [1, 33, channels], the last row zero
 */
export function addSubbandDecoder(
  graph: GraphBuilder,
  encoded: Value,
  decoded: Value,
  { channels, decoders }: Subbands,
): Value {
  const weight = decoders.flatMap((layer) => Array.from(layer.weight.data, (value) => value / 2));
  const bias = decoders.flatMap((layer) => Array.from(layer.bias, (value) => value / 2));
  const indices: number[] = [];
  let column = 0;
  for (const { stride, firstRow, skippedBins, bins } of REGIONS) {
    for (let bin = skippedBins; bin < skippedBins + bins; bin++)
      indices.push((firstRow + Math.floor(bin / stride)) * DECODED + column + (bin % stride));
    column += stride;
  }
  const both = graph.node('Concat', 'both', [encoded, decoded], { axis: 2 });
  const rows = graph.node(
    'com.microsoft.FusedMatMul',
    'rows',
    [both, graph.floats('weight', weight, [DECODED, 2 * channels])],
    { transB: 1 },
  );
  const biased = graph.node('Add', 'biased', [rows, graph.floats('bias', bias, [DECODED])]);
  const flat = graph.node('Reshape', 'flat', [
    graph.node('Relu', 'relu', [biased]),
    graph.ints('flat_shape', [1, ROWS * DECODED]),
  ]);
  return graph.node('Gather', 'mask', [flat, graph.ints('mask_indices', indices)], { axis: 1 });
}
