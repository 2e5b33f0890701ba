import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import { foldInput, weightNormed, type Affine, type Layer } from '../weights/fold.js';
import type { Weights } from '../weights/weights.js';
import { pickRows } from './linear.js';

/** A recurrent layer with its gates in PyTorch's order: r, z, n of a GRU, or i, f, g, o of an LSTM. */
export interface RecurrentWeights {
  /** [gates · hidden, input]. */
  readonly input: Layer;
  /** [gates · hidden, hidden]. */
  readonly hidden: Layer;
}

/** Names and normalisations of a recurrent module's weights. */
export interface RecurrentOptions {
  /** The backward half of a bidirectional layer is stored under names of its own. */
  readonly direction?: '' | '_reverse';
  readonly isWeightNormed?: boolean;
  /** Normalisation of the input, which is folded into the input's weights. */
  readonly inputNorm?: Affine | undefined;
}

/** Reads the only layer of a recurrent module of so many inputs and hidden units. */
export type RecurrentReader = (
  module: Weights,
  input: number,
  hidden: number,
  options?: RecurrentOptions,
) => RecurrentWeights;

/** @param gates 3 for a GRU, 4 for an LSTM */
export const recurrentReader =
  (gates: number): RecurrentReader =>
  (module, input, hidden, { direction = '', isWeightNormed = false, inputNorm } = {}) => {
    const layer = (side: string, width: number): Layer => ({
      weight: weightNormed(module, `weight_${side}_l0${direction}`, [gates * hidden, width], isWeightNormed),
      bias: module.read(`bias_${side}_l0${direction}`, [gates * hidden]).data,
    });
    const fromInput = layer('ih', input);
    return { input: inputNorm ? foldInput(fromInput, inputNorm) : fromInput, hidden: layer('hh', hidden) };
  };

/** Size of a recurrent layer's state. */
export const hiddenSize = ({ hidden }: RecurrentWeights): number => hidden.weight.shape[1] as number;

/**
 * The inputs W, R and B of ONNX's recurrent operators, with a row for each direction.
 *
 * @param gateOrder for each gate of the operator, its place in PyTorch's order
 */
export function operatorWeights(
  graph: GraphBuilder,
  directions: readonly RecurrentWeights[],
  gateOrder: readonly number[],
): [Value, Value, Value] {
  const ordered = directions.map(({ input, hidden }) => ({
    input: withGates(input, gateOrder),
    hidden: withGates(hidden, gateOrder),
  }));
  const stacked = (side: keyof RecurrentWeights): Value =>
    graph.floats(`${side}_weight`, joined(ordered.map((weights) => weights[side].weight.data)), [
      directions.length,
      ...(ordered[0] as RecurrentWeights)[side].weight.shape,
    ]);
  const biases = joined(ordered.flatMap(({ input, hidden }) => [input.bias, hidden.bias]));
  return [
    stacked('input'),
    stacked('hidden'),
    graph.floats('gate_bias', biases, [directions.length, biases.length / directions.length]),
  ];
}

function withGates(layer: Layer, order: readonly number[]): Layer {
  const size = layer.bias.length / order.length;
  return pickRows(
    layer,
    order.flatMap((gate) => Array.from({ length: size }, (_, row) => gate * size + row)),
  );
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
