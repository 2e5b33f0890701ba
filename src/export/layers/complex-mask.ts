import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import { multiplyComplex } from './magnitude.js';

/** For each part of a complex product, and each part of the spectrum, the factors of the mask's parts. */
const FACTORS = [
  [
    [1, 0],
    [0, -1],
  ],
  [
    [0, 1],
    [1, 0],
  ],
].flat(2);

/** A spectrum [1, 2, bins] times a complex mask [1, 2, bins]. */
export function applyComplexMask(graph: GraphBuilder, spectrum: Value, mask: Value): Value {
  const factors = graph.node('MatMul', 'factors', [graph.floats('parts', FACTORS, [1, 2, 2, 2]), mask]);
  return multiplyComplex(graph, spectrum, factors);
}
