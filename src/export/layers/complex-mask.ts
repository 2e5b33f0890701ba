import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';

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

/**
 * @param spectrum [1, 2, bins]
 * @param mask     [1, 2, 2, bins]: for each part of the product, the factors of both parts of the spectrum
 */
export function multiplyComplex(graph: GraphBuilder, spectrum: Value, mask: Value): Value {
  const products = graph.node('Mul', 'products', [mask, spectrum]);
  return graph.node('ReduceSum', 'masked', [products, graph.ints('axis', [2])], { keepdims: 0 });
}
