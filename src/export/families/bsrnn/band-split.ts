import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';
import type { Layer } from '../../weights/fold.js';
import { BANDS, BINS, WIDEST } from './bands.js';

/** Index of the first bin of each band. */
const firstBins = BANDS.map((_, band) => BANDS.slice(0, band).reduce((sum, width) => sum + width, 0));

/** [1, 2, bins] to [bands, 1, channels]. */
export function addBandSplit(graph: GraphBuilder, split: readonly Layer[], spectrum: Value): Value {
  const channels = (split[0] as Layer).bias.length;
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
