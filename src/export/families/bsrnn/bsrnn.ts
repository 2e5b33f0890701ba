import { z } from 'zod';
import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';
import type { CacheList } from '../../graph/cache-list.js';
import { batchNorm, foldInput, NORM_EPS, readLayer, type Layer } from '../../weights/fold.js';
import type { Weights } from '../../weights/weights.js';
import { applyComplexMask } from '../../layers/complex-mask.js';
import { compress, expand } from '../../layers/compression.js';
import { addProduct, asMatrix, shifted, sumOf } from '../../layers/linear.js';
import { familyOf512 } from '../family-of-512.js';
import { optionsOf512 } from '../options.js';
import { addBandSplit } from './band-split.js';
import { BANDS } from './bands.js';
import { addMaskDecoder, type BandDecoder, type BandDecoders } from './mask-decoder.js';
import { addLstm, readLstm, type LstmWeights } from '../../layers/lstm.js';

const optionsSchema = z.strictObject({
  num_channels: z.int().min(1).max(1024).default(16),
  num_layers: z.int().min(1).max(64).default(6),
  bias: z.boolean().default(true),
  affine: z.boolean().default(true),
  ...optionsOf512,
});
type Options = z.infer<typeof optionsSchema>;

interface RecurrentLayer {
  readonly time: { readonly lstm: LstmWeights; readonly output: Layer };
  readonly frequency: { readonly lstms: readonly [LstmWeights, LstmWeights]; readonly output: Layer };
}

interface Bsrnn {
  readonly channels: number;
  readonly inputCompression: number;
  /** For each band, from (bin, part) to channels. */
  readonly split: readonly Layer[];
  readonly layers: readonly RecurrentLayer[];
  /** For each band, those of the mask and of the residual. */
  readonly decoders: readonly BandDecoders[];
}

/**
 * Band-split RNN (Yu, Chen, Luo, Gu and Weng, "High fidelity speech enhancement with band-split RNN",
 * Interspeech 2023). All bands are padded to the widest, so that each step is one product for all of them.
 */
export const bsrnnFamily = familyOf512('bsrnn', { options: optionsSchema, read: readBsrnn, add: addBsrnn });

function readBsrnn(weights: Weights, { num_channels: channels, num_layers, ...options }: Options): Bsrnn {
  const { bias, affine } = options;
  const linear = (module: Weights, ...shape: number[]): Layer =>
    asMatrix(readLayer(module, shape, bias || module.has('bias')));
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
          lstm: readLstm(weights.scope(`rnn_time.${i}`), channels, hidden, { inputNorm: timeNorm }),
          output: linear(weights.scope(`fc_time.${i}`), channels, hidden),
        },
        frequency: {
          lstms: [
            readLstm(frequency, channels, hidden, { inputNorm: frequencyNorm }),
            readLstm(frequency, channels, hidden, { inputNorm: frequencyNorm, direction: '_reverse' }),
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
  let x = addBandSplit(graph.scope('band_split'), network.split, compressed);
  // The biases behind the residuals are not added to the signal: what reads it makes up for them.
  let missing: Float64Array = new Float64Array(network.channels);
  network.layers.forEach(({ time, frequency }, i) => {
    x = addTime(graph.scope(`layers.${i}.time`), x, time, missing, caches);
    missing = sumOf([missing, time.output.bias], network.channels);
    x = addFrequency(graph.scope(`layers.${i}.frequency`), x, frequency, missing);
    missing = sumOf([missing, frequency.output.bias], network.channels);
  });
  const [mask, residual] = addMaskDecoder(graph.scope('mask_decoder'), network.decoders, x, missing);
  const masked = applyComplexMask(graph.scope('mask'), compressed, mask);
  const sum = graph.node('Add', 'with_residual', [masked, residual]);
  return expand(graph.scope('expand'), sum, network.inputCompression);
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
  const y = addProduct(graph, 'output', state, output.weight);
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
  const y = addProduct(graph, 'output', bothWays, output.weight);
  return graph.node('Add', 'residual', [y, x]);
}
