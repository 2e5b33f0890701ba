import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import { hiddenSize, operatorWeights, recurrentReader, type RecurrentWeights } from './recurrent.js';

/** Gates i, f, g, o. */
export type LstmWeights = RecurrentWeights;

const GATES = 4;
/** ONNX has the gates i, o, f, g. */
const ONNX_GATES = [0, 3, 1, 2];

/** Reads the weights of one direction of an LSTM. */
export const readLstm = recurrentReader(GATES);

/**
 * An LSTM on [sequence, batch, input], one direction or both.
 *
 * @param outputs names of Y, Y_h and Y_c, '' for one that is not wanted
 * @param states  initial hidden and cell state; zero when left out
 */
export const addLstm = (
  graph: GraphBuilder,
  x: Value,
  directions: readonly LstmWeights[],
  outputs: readonly string[],
  states: readonly Value[] = [],
): Value[] =>
  graph.nodeOf(
    'LSTM',
    'lstm',
    [x, ...operatorWeights(graph, directions, ONNX_GATES), ...(states.length > 0 ? ['', ...states] : [])],
    outputs,
    {
      hidden_size: hiddenSize(directions[0] as LstmWeights),
      direction: directions.length === 2 ? 'bidirectional' : 'forward',
    },
  );
