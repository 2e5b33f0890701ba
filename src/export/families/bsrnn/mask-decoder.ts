import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';
import { shifted } from '../../layers/linear.js';
import type { Layer } from '../../weights/fold.js';
import { BANDS, WIDEST } from './bands.js';

/** Two linear layers, tanh between them; a gated linear unit follows. */
export interface BandDecoder {
  readonly hidden: Layer;
  readonly output: Layer;
}

/** Decoders of one band: for the mask and for the residual. */
export interface BandDecoders {
  readonly mask: BandDecoder;
  readonly residual: BandDecoder;
}

/** Mask and residual, [1, 2, bins] each, from [bands, 1, channels]. */
export function addMaskDecoder(
  graph: GraphBuilder,
  decoders: readonly BandDecoders[],
  x: Value,
  missing: Float64Array,
): [Value, Value] {
  const gated = addGatedLayers(graph, decoders, x, missing);
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

/** Both layers of every band's decoders and the gated linear unit: [2·bands, 1, 2·widest]. */
function addGatedLayers(
  graph: GraphBuilder,
  decoders: readonly BandDecoders[],
  x: Value,
  missing: Float64Array,
): Value {
  const all = decoders.flatMap(({ mask, residual }) => [mask, residual]);
  const [hidden, channels] = (all[0] as BandDecoder).hidden.weight.shape as [number, number];
  const first = stackColumns(
    decoders.map(({ mask, residual }) => [shifted(mask.hidden, missing), shifted(residual.hidden, missing)]),
  );
  const hiddens = graph.node('Tanh', 'tanh', [
    addBatchedLinear(graph, 'hidden', x, first, [BANDS.length, channels, 2 * hidden]),
  ]);
  const perDecoder = graph.node('Reshape', 'hidden_by_decoder', [
    hiddens,
    graph.ints('by_decoder_shape', [all.length, 1, hidden]),
  ]);
  const second = padOutputs(all, hidden);
  const outputs = addBatchedLinear(graph, 'output', perDecoder, second, [all.length, hidden, 4 * WIDEST]);
  const [value, gate] = graph.nodeOf(
    'Split',
    'halves',
    [outputs, graph.ints('half_sizes', [2 * WIDEST, 2 * WIDEST])],
    ['value', 'gate'],
    { axis: 2 },
  ) as [Value, Value];
  return graph.node('Mul', 'gated', [value, graph.node('Sigmoid', 'open', [gate])]);
}

/** Weights and biases of linear layers that work side by side. */
interface BatchedLinear {
  readonly weight: ArrayLike<number>;
  readonly bias: ArrayLike<number>;
}

/** @param shape of the weights: [layers, inputs, outputs] */
function addBatchedLinear(
  graph: GraphBuilder,
  name: string,
  x: Value,
  { weight, bias }: BatchedLinear,
  shape: readonly [number, number, number],
): Value {
  const [layers, , outputs] = shape;
  return graph.node('Add', `${name}_biased`, [
    graph.node('MatMul', name, [x, graph.floats(`${name}_weight`, weight, shape)]),
    graph.floats(`${name}_bias`, bias, [layers, 1, outputs]),
  ]);
}

/** For each band, matrices [inputs, outputs of all its layers]. */
function stackColumns(bands: readonly (readonly Layer[])[]): BatchedLinear {
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
function padOutputs(decoders: readonly BandDecoder[], hidden: number): BatchedLinear {
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
