import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import { foldInput, type Affine, type Layer } from '../fold.js';
import type { Weights } from '../weights.js';
import { pickRows } from './linear.js';

/** Gates in PyTorch's order i, f, g, o. */
export interface LstmWeights {
  /** [4·hidden, input]. */
  readonly input: Layer;
  /** [4·hidden, hidden]. */
  readonly hidden: Layer;
}

/**
 * @param direction '' or '_reverse'
 * @param inputNorm of the LSTM's input, folded into its weights
 */
export function readLstm(
  module: Weights,
  direction: string,
  input: number,
  hidden: number,
  inputNorm: Affine,
): LstmWeights {
  const layer = (side: string, width: number): Layer => ({
    weight: module.take(`weight_${side}_l0${direction}`, [4 * hidden, width]),
    bias: module.take(`bias_${side}_l0${direction}`, [4 * hidden]).data,
  });
  return { input: foldInput(layer('ih', input), inputNorm), hidden: layer('hh', hidden) };
}

/**
 * An LSTM on [sequence, batch, input], one direction or both.
 *
 * @param outputs names of Y, Y_h and Y_c, '' for one that is not wanted
 * @param states  initial hidden and cell state; zero when left out
 */
export function addLstm(
  graph: GraphBuilder,
  x: Value,
  directions: readonly LstmWeights[],
  outputs: readonly string[],
  states: readonly Value[] = [],
): Value[] {
  const inputs = directions.map(({ input }) => inOnnxOrder(input));
  const hiddens = directions.map(({ hidden }) => inOnnxOrder(hidden));
  const hidden = hiddens[0]?.weight.shape[1] as number;
  const stack = (name: string, layers: readonly Layer[]): Value =>
    graph.floats(
      name,
      layers.flatMap(({ weight }) => [...weight.data]),
      [layers.length, ...(layers[0]?.weight.shape as number[])],
    );
  const biases = inputs.flatMap(({ bias }, i) => [...bias, ...(hiddens[i] as Layer).bias]);
  return graph.nodeOf(
    'LSTM',
    'lstm',
    [
      x,
      stack('input_weight', inputs),
      stack('hidden_weight', hiddens),
      graph.floats('gate_bias', biases, [directions.length, 8 * hidden]),
      ...(states.length > 0 ? ['', ...states] : []),
    ],
    outputs,
    { hidden_size: hidden, direction: directions.length === 2 ? 'bidirectional' : 'forward' },
  );
}

/** Gates i, f, g, o as ONNX has them: i, o, f, c. */
function inOnnxOrder(layer: Layer): Layer {
  const size = layer.bias.length / 4;
  const rows = [0, 3, 1, 2].flatMap((gate) => Array.from({ length: size }, (_, i) => gate * size + i));
  return pickRows(layer, rows);
}
