import { z } from 'zod';
import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';
import type { CacheList } from '../../cache-list.js';
import { checkOptions } from '../../config.js';
import { batchNorm, foldInput, NORM_EPS, type Layer } from '../../fold.js';
import type { Weights } from '../../weights.js';
import { applyComplexMask } from '../../layers/complex-mask.js';
import { compress, expand } from '../../layers/magnitude.js';
import { shifted, sumOf, transposed } from '../../layers/linear.js';
import type { Family } from '../family.js';
import { addLstm, readLstm, type LstmWeights } from '../../layers/lstm.js';

/** Widths of the bands in bins, for an n_fft of 512. */
const BANDS = [2, ...repeat(3, 10), ...repeat(8, 12), ...repeat(16, 7), 17];
const WIDEST = Math.max(...BANDS);
const BINS = BANDS.reduce((sum, width) => sum + width, 0);

const optionsSchema = z.strictObject({
  num_channels: z.int().min(1).max(1024).default(16),
  num_layers: z.int().min(1).max(64).default(6),
  bias: z.boolean().default(true),
  affine: z.boolean().default(true),
  n_fft: z.literal(512).default(512),
  hop_size: z.int().min(1).max(512).default(256),
  win_size: z.int().min(1).max(512).default(512),
  window: z.literal('hann').default('hann'),
  input_compression: z.number().min(0.01).max(1).default(0.3),
});
type Options = z.infer<typeof optionsSchema>;

interface RecurrentLayer {
  readonly time: { readonly lstm: LstmWeights; readonly output: Layer };
  readonly frequency: { readonly lstms: readonly [LstmWeights, LstmWeights]; readonly output: Layer };
}

/** Two linear layers, tanh between them; a gated linear unit follows. */
interface BandDecoder {
  readonly hidden: Layer;
  readonly output: Layer;
}

interface Bsrnn {
  readonly channels: number;
  readonly inputCompression: number;
  /** For each band, from (bin, part) to channels. */
  readonly split: readonly Layer[];
  readonly layers: readonly RecurrentLayer[];
  /** For each band, those of the mask and of the residual. */
  readonly decoders: readonly { readonly mask: BandDecoder; readonly residual: BandDecoder }[];
}

/**
 * Band-split RNN (Yu, Chen, Luo, Gu and Weng, "High fidelity speech enhancement with band-split RNN",
 * Interspeech 2023). All bands are padded to the widest, so that each step is one product for all of them.
 */
export const bsrnnFamily: Family = {
  name: 'bsrnn',
  readNetwork(kwargs, weights) {
    const options = checkOptions(optionsSchema, kwargs, 'model_kwargs');
    const { n_fft: nFft, hop_size: hop, win_size: windowLength, window } = options;
    const network = readBsrnn(weights, options);
    return {
      stft: { nFft, hop, windowLength, window },
      bins: BINS,
      build: (graph, spectrum, caches) => addBsrnn(graph, network, spectrum, caches),
    };
  },
};

function repeat(value: number, times: number): number[] {
  return Array.from({ length: times }, () => value);
}

function readBsrnn(weights: Weights, { num_channels: channels, num_layers, ...options }: Options): Bsrnn {
  const { bias, affine } = options;
  const linear = (module: Weights, outputs: number, inputs: number, ...kernel: number[]): Layer => {
    const { data } = module.take('weight', [outputs, inputs, ...kernel]);
    return {
      weight: { shape: [outputs, inputs], data },
      bias: bias || module.has('bias') ? module.take('bias', [outputs]).data : new Float64Array(outputs),
    };
  };
  const decoder = (module: Weights, width: number): BandDecoder => ({
    hidden: foldInput(
      linear(module.scope('1'), 4 * channels, channels, 1),
      batchNorm(module.scope('0'), channels, NORM_EPS, bias),
    ),
    output: linear(module.scope('3'), 4 * width, 4 * channels, 1),
  });
  const hidden = 2 * channels;
  return {
    channels,
    inputCompression: options.input_compression,
    split: BANDS.map((width, band) =>
      foldInput(
        linear(weights.scope(`band_split.fc.${band}`), channels, 2 * width, 1),
        batchNorm(weights.scope(`band_split.norm.${band}`), 2 * width, NORM_EPS, affine),
      ),
    ),
    layers: Array.from({ length: num_layers }, (_, i) => {
      const timeNorm = batchNorm(weights.scope(`norm_time.${i}`), channels, NORM_EPS, affine);
      const frequencyNorm = batchNorm(weights.scope(`norm_freq.${i}`), channels, NORM_EPS, affine);
      const frequency = weights.scope(`rnn_freq.${i}`);
      return {
        time: {
          lstm: readLstm(weights.scope(`rnn_time.${i}`), '', channels, hidden, timeNorm),
          output: linear(weights.scope(`fc_time.${i}`), channels, hidden),
        },
        frequency: {
          lstms: [
            readLstm(frequency, '', channels, hidden, frequencyNorm),
            readLstm(frequency, '_reverse', channels, hidden, frequencyNorm),
          ],
          output: linear(weights.scope(`fc_freq.${i}`), channels, 2 * hidden),
        },
      };
    }),
    decoders: BANDS.map((width, band) => ({
      mask: decoder(weights.scope(`mask_decoder.mlp_mask.${band}`), width),
      residual: decoder(weights.scope(`mask_decoder.mlp_residual.${band}`), width),
    })),
  };
}

function addBsrnn(graph: GraphBuilder, network: Bsrnn, spectrum: Value, caches: CacheList): Value {
  const compressed = compress(graph.scope('compress'), spectrum, network.inputCompression);
  let x = addBandSplit(graph.scope('band_split'), network, compressed);
  // The biases behind the residuals are not added to the signal: what reads it makes up for them.
  let missing: Float64Array = new Float64Array(network.channels);
  network.layers.forEach(({ time, frequency }, i) => {
    x = addTime(graph.scope(`layers.${i}.time`), x, time, missing, caches);
    missing = sumOf([missing, time.output.bias], network.channels);
    x = addFrequency(graph.scope(`layers.${i}.frequency`), x, frequency, missing);
    missing = sumOf([missing, frequency.output.bias], network.channels);
  });
  const [mask, residual] = addMaskDecoder(graph.scope('mask_decoder'), network, x, missing);
  const masked = applyComplexMask(graph.scope('mask'), compressed, mask);
  const sum = graph.node('Add', 'with_residual', [masked, residual]);
  return expand(graph.scope('expand'), sum, network.inputCompression);
}

/** Index of the first bin of each band. */
const firstBins = BANDS.map((_, band) => BANDS.slice(0, band).reduce((sum, width) => sum + width, 0));

/** [1, 2, bins] to [bands, 1, channels]. */
function addBandSplit(graph: GraphBuilder, { channels, split }: Bsrnn, spectrum: Value): Value {
  const inputs = 2 * WIDEST;
  const indices = new Array<number>(BANDS.length * inputs).fill(0);
  const matrix = new Float64Array(BANDS.length * inputs * channels);
  split.forEach(({ weight }, band) => {
    const width = BANDS[band] as number;
    for (let input = 0; input < 2 * width; input++) {
      const bin = (firstBins[band] as number) + (input >> 1);
      indices[band * inputs + input] = (input & 1) * BINS + bin;
      for (let c = 0; c < channels; c++)
        matrix[(band * inputs + input) * channels + c] = weight.data[c * 2 * width + input] as number;
    }
  });
  const flat = graph.node('Reshape', 'flat', [spectrum, graph.ints('flat_shape', [2 * BINS])]);
  const bands = graph.node('Gather', 'bands', [
    flat,
    graph.ints('bins_of_bands', indices, [BANDS.length, 1, inputs]),
  ]);
  const features = graph.node('MatMul', 'features', [
    bands,
    graph.floats('weight', matrix, [BANDS.length, inputs, channels]),
  ]);
  const bias = Float64Array.from(split.flatMap((layer) => [...layer.bias]));
  return graph.node('Add', 'biased', [features, graph.floats('bias', bias, [BANDS.length, 1, channels])]);
}

/** An LSTM over time, the bands are its batch: [bands, 1, channels] in and out. */
function addTime(
  graph: GraphBuilder,
  x: Value,
  { lstm, output }: RecurrentLayer['time'],
  missing: Float64Array,
  caches: CacheList,
): Value {
  const [channels, hidden] = output.weight.shape as [number, number];
  const cacheShape = [1, BANDS.length, hidden];
  const [hiddenCache, cellCache] = [caches.add(cacheShape), caches.add(cacheShape)] as const;
  const batch = graph.node('Reshape', 'batch', [x, graph.ints('batch_shape', [1, BANDS.length, channels])]);
  const [, state, cell] = addLstm(
    graph,
    batch,
    [{ ...lstm, input: shifted(lstm.input, missing) }],
    ['', 'state', 'cell'],
    [hiddenCache.value, cellCache.value],
  ) as [Value, Value, Value];
  hiddenCache.carry(state);
  cellCache.carry(cell);
  const y = graph.node('MatMul', 'output', [state, outputWeight(graph, output)]);
  const sum = graph.node('Add', 'residual', [y, batch]);
  return graph.node('Reshape', 'sequence', [sum, graph.ints('sequence_shape', [BANDS.length, 1, channels])]);
}

/** An LSTM over the bands, both ways: [bands, 1, channels] in and out. */
function addFrequency(
  graph: GraphBuilder,
  x: Value,
  { lstms, output }: RecurrentLayer['frequency'],
  missing: Float64Array,
): Value {
  const directions = lstms.map((lstm) => ({ ...lstm, input: shifted(lstm.input, missing) }));
  const [states] = addLstm(graph, x, directions, ['states']) as [Value];
  // [bands, direction, 1, hidden] lies in memory as [bands, 1, 2·hidden].
  const bothWays = graph.node('Reshape', 'both_ways', [
    states,
    graph.ints('both_ways_shape', [BANDS.length, 1, output.weight.shape[1] as number]),
  ]);
  const y = graph.node('MatMul', 'output', [bothWays, outputWeight(graph, output)]);
  return graph.node('Add', 'residual', [y, x]);
}

function outputWeight(graph: GraphBuilder, { weight }: Layer): Value {
  const { shape, data } = transposed(weight);
  return graph.floats('output_weight', data, shape);
}

/** Mask and residual, [1, 2, bins] each, from [bands, 1, channels]. */
function addMaskDecoder(
  graph: GraphBuilder,
  { channels, decoders }: Bsrnn,
  x: Value,
  missing: Float64Array,
): [Value, Value] {
  const hidden = 4 * channels;
  const all = decoders.flatMap(({ mask, residual }) => [mask, residual]);
  const first = stackColumns(
    decoders.map(({ mask, residual }) => [shifted(mask.hidden, missing), shifted(residual.hidden, missing)]),
  );
  const hiddens = graph.node('Tanh', 'tanh', [
    graph.node('Add', 'hidden_biased', [
      graph.node('MatMul', 'hidden', [
        x,
        graph.floats('hidden_weight', first.weight, [BANDS.length, channels, 2 * hidden]),
      ]),
      graph.floats('hidden_bias', first.bias, [BANDS.length, 1, 2 * hidden]),
    ]),
  ]);
  const perDecoder = graph.node('Reshape', 'hidden_by_decoder', [
    hiddens,
    graph.ints('by_decoder_shape', [all.length, 1, hidden]),
  ]);
  const second = padOutputs(all, hidden);
  const outputs = graph.node('Add', 'output_biased', [
    graph.node('MatMul', 'output', [
      perDecoder,
      graph.floats('output_weight', second.weight, [all.length, hidden, 4 * WIDEST]),
    ]),
    graph.floats('output_bias', second.bias, [all.length, 1, 4 * WIDEST]),
  ]);
  const [value, gate] = graph.nodeOf(
    'Split',
    'halves',
    [outputs, graph.ints('half_sizes', [2 * WIDEST, 2 * WIDEST])],
    ['value', 'gate'],
    { axis: 2 },
  ) as [Value, Value];
  const gated = graph.node('Mul', 'gated', [value, graph.node('Sigmoid', 'open', [gate])]);
  const byBand = graph.node('Reshape', 'by_band', [
    gated,
    graph.ints('by_band_shape', [BANDS.length, 4, WIDEST]),
  ]);
  const byPart = graph.node('Reshape', 'by_part', [
    graph.node('Transpose', 'bands_last', [byBand], { perm: [1, 0, 2] }),
    graph.ints('by_part_shape', [1, 4, BANDS.length * WIDEST]),
  ]);
  const bins = BANDS.flatMap((width, band) => Array.from({ length: width }, (_, i) => band * WIDEST + i));
  const spectra = graph.node('Gather', 'bins', [byPart, graph.ints('bin_indices', bins)], { axis: 2 });
  return graph.nodeOf('Split', 'parts', [spectra, graph.ints('part_sizes', [2, 2])], ['mask', 'residual'], {
    axis: 1,
  }) as [Value, Value];
}

/** For each band, matrices [inputs, outputs of all its layers]. */
function stackColumns(bands: readonly (readonly Layer[])[]): { weight: number[]; bias: number[] } {
  return {
    weight: bands.flatMap((layers) => {
      const inputs = (layers[0] as Layer).weight.shape[1] as number;
      return Array.from({ length: inputs }, (_, input) =>
        layers.flatMap(({ weight, bias }) =>
          Array.from(bias, (_, output) => weight.data[output * inputs + input] as number),
        ),
      ).flat();
    }),
    bias: bands.flatMap((layers) => layers.flatMap(({ bias }) => [...bias])),
  };
}

/** For each decoder, a matrix [hidden, (value or gate, part, bin)], with zeros beyond the band's width. */
function padOutputs(decoders: readonly BandDecoder[], hidden: number) {
  const outputs = 4 * WIDEST;
  const weight = new Float64Array(decoders.length * hidden * outputs);
  const bias = new Float64Array(decoders.length * outputs);
  decoders.forEach(({ output }, decoder) => {
    const width = output.bias.length / 4;
    // Stored as (value or gate, bin, part).
    output.bias.forEach((value, row) => {
      const half = Math.floor(row / (2 * width));
      const bin = (row % (2 * width)) >> 1;
      const column = (half * 2 + (row & 1)) * WIDEST + bin;
      bias[decoder * outputs + column] = value;
      for (let input = 0; input < hidden; input++)
        weight[(decoder * hidden + input) * outputs + column] = output.weight.data[
          row * hidden + input
        ] as number;
    });
  });
  return { weight, bias };
}
